"""What is in a chart that was drawn."""

import altair as alt


def layer_rows(chart: alt.LayerChart) -> list[list[dict]]:
    """The rows behind each layer that has its own."""
    drawn = chart.to_dict()
    names = [layer["data"]["name"] for layer in (drawn, *drawn["layer"]) if "data" in layer]
    return [drawn["datasets"][name] for name in dict.fromkeys(names)]
