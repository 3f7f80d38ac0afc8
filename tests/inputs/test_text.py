import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from hdflib.inputs.text import column_name, decode, read_rows

PHRASE = "« L’œuvre » coûte 3 €… à Saint-Œil"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be"]
)
def test_the_encodings_of_french_offices(encoding):
    mark = {"utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}.get(encoding, b"")
    assert decode(mark + PHRASE.encode(encoding)) == PHRASE


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("attributions_n_1", "attributions_n_1"),
        (" Attributions_N_1", "attributions_n_1"),
        ("Attributions n 1", "attributions_n_1"),
        ("Catégorie", "categorie"),
        ("Taux\u00a0réservation", "taux_reservation"),
        ("", ""),
    ],
)
def test_column_names_ignore_case_accents_and_spaces(title, name):
    assert column_name(title) == name


def read(tmp_path, content):
    path = tmp_path / "table.csv"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    problems = []
    return read_rows(path, "data/table.csv", problems), [str(problem) for problem in problems]


def rows(tmp_path, content):
    raw, problems = read(tmp_path, content)
    assert problems == []
    assert raw is not None
    return raw.header, raw.rows


@pytest.mark.parametrize(
    "content",
    [
        "a;b\n1;2,5\n",
        "a;b\r\n1;2,5\r\n",
        "a;b\r1;2,5",
        "a\tb\n1\t2,5\n",
        'a,b\n1,"2,5"\n',
        "a;b;;\n1;2,5;;\n",
        "a;b\n1;2,5;;\n",
        '"a" ; b \n 1;\u00a02,5\u202f\n'.replace('" ;', '";'),
        "\ufeffa;b\n1;2,5\n",
    ],
)
def test_the_same_table_whatever_its_form(tmp_path, content):
    assert rows(tmp_path, content) == (("a", "b"), ((2, ("1", "2,5")),))


def test_blank_lines_are_left_out_and_lines_keep_their_number(tmp_path):
    assert rows(tmp_path, "\n ; \na;b\n\n1;2\n;;\n3;4\n")[1] == ((5, ("1", "2")), (7, ("3", "4")))


def test_the_line_for_excel_is_left_out(tmp_path):
    raw, problems = read(tmp_path, "sep=;\na;b\n1;2\n")
    assert (raw.header, raw.ligne, raw.rows, problems) == (("a", "b"), 2, ((3, ("1", "2")),), [])


def test_a_row_is_named_by_the_line_it_starts_on(tmp_path):
    content = 'a;b\n"un\ndeux\r\n\ntrois";2\n"x""y";4\n'
    assert rows(tmp_path, content)[1] == ((2, ("un deux trois", "2")), (6, ('x"y', "4")))


@pytest.mark.parametrize("sep", ["\x0b", "\x0c", "\x85", "\u2028", "\u2029", "\t"])
def test_other_breaks_within_a_cell_are_spaces_and_count_no_line(tmp_path, sep):
    assert rows(tmp_path, f"a;b\nun{sep}deux;2\n3;4\n")[1] == (
        (2, ("un deux", "2")),
        (3, ("3", "4")),
    )


def test_cells_beyond_the_header_stay_if_one_is_filled(tmp_path):
    assert rows(tmp_path, "a;b\n1;2;;x\n")[1] == ((2, ("1", "2", "", "x")),)


REMEDY = (
    "Saisissez au moins une ligne de données, ou supprimez le fichier si rien n’a été transmis."
)
UNREADABLE = (
    "data/table.csv : Ce fichier n’est pas un texte CSV lisible. "
    "Enregistrez-le au format « CSV UTF-8 (délimité par des points-virgules) »."
)


@pytest.mark.parametrize("content", ["", "\n\n", " ;; \n\t\n", "\ufeff", "sep=;\n"])
def test_an_empty_file(tmp_path, content):
    assert read(tmp_path, content) == (None, [f"data/table.csv : Le fichier est vide. {REMEDY}"])


def test_a_header_alone(tmp_path):
    expected = f"data/table.csv : Le fichier n’a que sa ligne de titres. {REMEDY}"
    assert read(tmp_path, "a;b\n;\n") == (None, [expected])


@pytest.mark.parametrize(
    "content",
    [
        b"a;b\n1;\x002\n",
        "a;b\n1;2\n".encode("utf-16-le"),
        b"\xff\xfea",
        b"PK\x03\x04\x14\x00\x06\x00",
        b"a;b\n1;\x81\xe9\n",
    ],
)
def test_what_is_not_a_text(tmp_path, content):
    assert read(tmp_path, content) == (None, [UNREADABLE])


@pytest.mark.parametrize(
    "content", ['a;b\n1;2\n"3;4\n5;6\n', 'a;b\n1;2\n"3"x;4\n', 'a;b\n1;2\n"un\ndeux" ;4\n']
)
def test_wrong_quotes_are_placed_on_the_row_that_opens_them(tmp_path, content):
    assert read(tmp_path, content) == (
        None,
        [
            "data/table.csv, ligne 3 : Un guillemet n’est pas fermé ou est mal placé. "
            "Doublez les guillemets qui font partie du texte et fermez la cellule."
        ],
    )


def test_a_folder_or_nothing_in_place_of_a_file(tmp_path):
    (tmp_path / "folder.csv").mkdir()
    (tmp_path / "link.csv").symlink_to(tmp_path / "nowhere.csv")
    for name in ("folder.csv", "link.csv", "nothing.csv"):
        problems = []
        assert read_rows(tmp_path / name, "data/table.csv", problems) is None
        assert [str(problem) for problem in problems] == [
            "data/table.csv : Ce fichier est introuvable ou ne peut pas être ouvert. Vérifiez "
            "qu’il existe, que ce n’est pas un dossier et que vous avez le droit de le lire."
        ]


@given(st.one_of(st.binary(), st.text(alphabet='a1;,\t"\r\n\x0b\x85\u2028 é').map(str.encode)))
@example(b"\xfe\xff\xd8\x00")
@example(b'"')
@example(b"sep=\n1;2\n")
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bytes_are_a_table_or_a_problem(tmp_path, content):
    raw, problems = read(tmp_path, content)
    assert (raw is None) == (len(problems) == 1)
    if raw is not None:
        assert raw.header[-1]
        lines = [line for line, _ in raw.rows]
        assert lines == sorted(set(lines))
        assert raw.ligne < lines[0]


@given(
    st.lists(
        st.tuples(st.integers(0, 10**9), st.sampled_from(["", "x", 'é "q"', "a;b", "c\nd"])),
        min_size=1,
    ),
    st.sampled_from(["utf-8", "utf-8-sig", "cp1252", "utf-16"]),
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_rows_survive_encoding_and_quoting(tmp_path, records, encoding):
    def quoted(text):
        return '"' + text.replace('"', '""') + '"'

    content = "n;texte\r\n" + "".join(f"{n};{quoted(text)}\r\n" for n, text in records)
    _, found = rows(tmp_path, content.encode(encoding))
    assert [cells for _, cells in found] == [
        (str(n), text.replace("\n", " ")) for n, text in records
    ]
