"""What came of many videos, as plain text for the terminal."""

import click

from posecoach.records.batch.totals import Totals

# The table has the others.
_MOST_FAILED = 10


def batch_summary(totals: Totals, *, already: int, videos: int) -> str:
    """What counted by exercise, and which videos could not be judged: several lines.

    Args:
        totals: All rows added up.
        already: How many videos had been judged before.
        videos: How many there are.
    """
    before = f" ({already} of them had been judged before)" if already else ""
    lines = [click.style(f"{_counted(videos, 'video')}{before}", bold=True)]
    width = max(map(len, totals.by_exercise), default=0)
    for id_, one in sorted(totals.by_exercise.items()):
        what = f"{one.valid_s:.1f} s counted of {one.duration_s:.1f} s of video"
        if one.repetitions is not None:
            what = f"{_counted(one.repetitions, 'repetition')} counted in {one.duration_s:.1f} s of video"
        lines.append(f"  {id_:{width}}  {_counted(one.videos, 'video')}, {what}")
    if totals.failed:
        lines += ["", click.style(f"Could not be judged: {_counted(len(totals.failed), 'video')}", fg="red")]
        lines += [
            f"  {reason if file in reason else f'{file}: {reason}'}"
            for file, reason in list(totals.failed.items())[:_MOST_FAILED]
        ]
        if len(totals.failed) > _MOST_FAILED:
            lines.append(f"  and {len(totals.failed) - _MOST_FAILED} more")
    return "\n".join(lines)


def _counted(count: int, thing: str) -> str:
    return f"{count} {thing}{'' if count == 1 else 's'}"
