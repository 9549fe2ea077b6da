from posecoach.evaluation.spans import length_s, shared, without


def test_the_shared_time_of_several_spans():
    assert shared([(0, 2), (3, 6)], [(1, 4), (5, 9)]) == ((1, 2), (3, 4), (5, 6))


def test_touching_spans_share_nothing():
    assert shared([(0, 1)], [(1, 2)]) == ()


def test_what_is_left_around_and_between_what_is_taken():
    assert without([(0, 10)], [(2, 3), (5, 6)]) == ((0, 2), (3, 5), (6, 10))
    assert without([(0, 10)], []) == ((0, 10),)
    assert without([(1, 2)], [(0, 3)]) == ()


def test_a_span_and_the_rest_of_it_add_up():
    spans, taken = [(0, 4), (5, 9)], [(3, 6), (8, 20)]
    assert length_s(shared(spans, taken)) + length_s(without(spans, taken)) == length_s(spans) == 8
