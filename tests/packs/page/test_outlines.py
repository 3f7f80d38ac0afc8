from hdflib.packs.page.outlines import LONG, share_outlines

LILLE = "M 0 0 " + "L 1.5 2 \n" * LONG
OISE = "M 9 9 " + "L 3 4 \n" * LONG


def path(outline, style, clip=""):
    return f'<path{clip} d="{outline}" style="{style}"></path>'


def test_an_outline_drawn_twice_is_written_once_and_keeps_both_styles():
    page = path(LILLE, "fill: red") + path(OISE, "fill: red") + path(LILLE, "fill: blue", ' id="b"')
    defined, shared = share_outlines(page)
    assert defined.count(LILLE) == 1
    assert defined.count("<path") == 1
    assert shared == (
        '<use href="#t1" style="fill: red"></use>'
        + path(OISE, "fill: red")
        + '<use id="b" href="#t1" style="fill: blue"></use>'
    )


def test_outlines_that_stand_alone_or_are_short_stay():
    page = path(LILLE, "fill: red") + path("M 0 0 L 1 1", "") * 3
    assert share_outlines(page) == ("", page)
