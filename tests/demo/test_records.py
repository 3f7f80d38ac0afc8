"""The generated records against the published figures, counted here without the library."""

import csv
import filecmp
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from pathlib import Path

import pandas as pd
import pytest
from exports import SANS_ABRI, SITUATIONS, SORTANT, days, read

from hdflib.demo.extracts import write_extracts

ROOT = Path(__file__).parents[2]
DATE = "2022-06-16"
DEPARTEMENTS = ("02", "59", "60", "62", "80")
MEL, BETHUNE, LENS, VALENCIENNES = "200093201", "200072460", "246200364", "245901160"
AMIENS, DUNKERQUE, BEAUVAIS = "248000531", "245900428", "200067999"
FALLING = {
    MEL, BETHUNE, LENS, AMIENS, DUNKERQUE, "246200299", "200042190", "246200729", "200033579"
}  # fmt: skip


def until(rows, last):
    return rows[rows["day"].between(f"{last[:4]}-01-01", last)]


def by_departement(rows):
    return tuple(int((rows["departement"] == code).sum()) for code in DEPARTEMENTS)


def percent(part, whole):
    """Percentage as it is shown: halves upwards."""
    return int(Decimal(100 * int(part)) / Decimal(int(whole)) + Decimal("0.5"))


def weights(part, whole):
    """Percentages to one decimal, by département and for the région."""
    counts = [(*by_departement(rows), len(rows)) for rows in (part, whole)]
    return tuple(round(100 * n / total, 1) for n, total in zip(*counts, strict=True))


def test_leases_by_departement(leases):
    assert by_departement(until(leases, "2022-04-30")) == (1389, 6430, 1575, 4190, 1207)
    assert len(until(leases, "2021-04-30")) == 15250
    assert len(until(leases, "2021-12-31")) == 46500
    assert len(until(leases, "2022-05-31")) == 18400
    assert set(leases["numero_unique"].str.len()) == {18}
    assert leases["numero_unique"].is_unique
    assert (leases["depot"] < leases["day"]).all()


def test_the_deficit_of_the_first_months_shrinks(leases):
    months = leases["day"].dt.strftime("%Y-%m").value_counts()
    changes = [months[f"2022-0{m}"] / months[f"2021-0{m}"] - 1 for m in (1, 2, 3, 4)]
    assert changes[0] < -0.08 and changes[1] < -0.06
    assert changes[2] > -0.01 and changes[3] > 0.01


def test_priority_households(leases):
    labelled = leases[leases["label"] != "aucun"]
    assert by_departement(until(labelled, "2022-05-31")) == (459, 1413, 348, 1152, 487)
    assert percent(3859, len(until(leases, "2022-05-31"))) == 21
    # "Ne sont plus impactés" : as many as a year before, within 1 %.
    assert len(until(labelled, "2021-05-31")) == pytest.approx(3859, rel=0.01)


def test_priority_households_by_epci_over_a_year(leases):
    year = until(leases, "2021-12-31").assign(labelled=lambda rows: rows["label"] != "aucun")
    found = year.groupby("epci")["labelled"].agg(["sum", "count"])
    shares = {code: percent(*row) for code, row in zip(found.index, found.values, strict=True)}
    assert len(shares) == 92
    assert (min(shares.values()), max(shares.values())) == (7, 42)
    assert (shares[BEAUVAIS], shares[AMIENS]) == (7, 42)
    for code in (BEAUVAIS, AMIENS):
        part, whole = found.loc[code]
        assert min(part, whole - part) >= 40


def test_sortants_and_sans_abri(leases):
    rows = leases[leases["asile"] != "oui"]
    sortants, sans_abri = (rows[rows["kind"] == kind] for kind in (SORTANT, SANS_ABRI))
    assert by_departement(until(sortants, "2022-04-30")) == (25, 214, 63, 152, 105)
    assert by_departement(until(sans_abri, "2022-04-30")) == (14, 217, 27, 57, 19)
    early = until(leases, "2022-04-30")
    assert weights(until(sortants, "2022-04-30"), early) == (1.8, 3.3, 4.0, 3.6, 8.7, 3.8)
    assert weights(until(sans_abri, "2022-04-30"), early) == (1.0, 3.4, 1.7, 1.4, 1.6, 2.3)
    assert len(until(sortants, "2021-04-30")) == 650
    assert len(until(sans_abri, "2021-04-30")) == 374


def test_requests_in_progress(extracts, communes):
    rows = read(extracts / "sne_demandes.csv.gz").join(communes, on="commune")
    seen = rows[days(rows["date_depot"]) <= "2022-04-30"]
    assert len(seen) == 190_000
    assert rows["numero_unique"].is_unique
    kinds = seen["situation"].map(SITUATIONS)
    assert by_departement(seen[kinds == SORTANT]) == (209, 2272, 627, 866, 740)
    assert by_departement(seen[kinds == SANS_ABRI]) == (101, 2854, 347, 754, 292)


def test_reasons_of_requests_go_with_the_situation(extracts):
    rows = read(extracts / "sne_demandes.csv.gz")
    kinds = rows["situation"].map(SITUATIONS)
    homeless, housed = kinds.notna(), kinds.isna()

    def share(own, column, value="oui"):
        return (rows.loc[own, column] == value).mean()

    moved = rows["mutation"] == "oui"
    assert 0.38 < moved.mean() < 0.42
    assert set(rows.loc[moved, "situation"]) == {"locataire HLM"}
    assert not (moved & homeless).any()
    assert share(homeless, "suroccupation") == share(homeless, "expulsion") == 0
    assert share(housed, "suroccupation") > 0.05
    assert share(homeless, "chomage_longue_duree") > 2 * share(housed, "chomage_longue_duree")
    assert share(homeless, "quartile", "Q1") > 2 * share(housed, "quartile", "Q1")
    assert share(moved, "quartile", "Q1") < share(~moved & housed, "quartile", "Q1")


def test_priority_households_waiting(extracts, communes):
    rows = read(extracts / "syplo.csv", "cp1252").join(communes, on="Commune du ménage")
    label, end = days(rows["Date de labellisation"]), days(rows["Date de radiation"])
    waiting = (label <= "2022-05-31") & ~(end <= "2022-05-31")
    before = (label < "2022-01-01") & ~(end < "2022-01-01")
    assert by_departement(rows[waiting]) == (554, 3649, 998, 2188, 1125)
    assert by_departement(rows[before]) == (483, 3181, 1060, 2166, 933)
    assert not (end < label).any()


@pytest.mark.parametrize(
    ("public", "goals"),
    [
        ("ménages prioritaires", (1343, 4804, 0, 2993, 1034)),
        ("sortants d'hébergement", (130, 1020, 235, 502, 213)),
        ("sans abri", (30, 760, 93, 192, 75)),
    ],
)
def test_objectives_of_bailleurs(extracts, public, goals):
    rows = read(extracts / "objectifs.csv").query("public == @public")
    numbers = pd.to_numeric(rows["objectif"]).groupby(rows["departement"]).sum()
    assert tuple(int(numbers[code]) for code in DEPARTEMENTS) == goals
    pending = rows[rows["etat"] == "en cours"]
    assert set(pending["departement"]) == ({"60"} if public == "ménages prioritaires" else set())
    assert set(pending["objectif"]) <= {""}


def test_bailleurs_by_bracket(extracts, leases):
    goals = read(extracts / "objectifs.csv").query('public == "sortants d\'hébergement"')
    rows = until(leases, "2022-04-30")
    done = rows[(rows["kind"] == SORTANT) & (rows["asile"] != "oui")]["bailleur"].value_counts()
    ranks = [0, 0, 0, 0]
    for name, goal in goals.groupby("bailleur")["objectif"].sum().items():
        rate = Fraction(int(done.get(name, 0)) * 3, int(goal))
        ranks[sum(rate >= edge for edge in (Fraction(1, 2), Fraction(3, 4), 1))] += 1
    assert ranks == [6, 6, 6, 13]
    assert leases["bailleur"].nunique() == 45


def test_objectives_by_epci(extracts, leases):
    goals = read(extracts / "objectifs_epci.csv")
    rows = until(leases, "2022-04-30").query('asile != "oui"')
    for public, kind, total in (
        ("sortants d'hébergement", SORTANT, 2100),
        ("sans abri", SANS_ABRI, 1150),
    ):
        own = goals[goals["public"] == public].set_index("epci")["objectif"].astype(int)
        assert own.sum() == total
        rates = 3 * rows[rows["kind"] == kind]["epci"].value_counts() / own
        assert 0.2 <= rates.min() < 0.6 and 1.3 < rates.max() <= 2


def mixity(rows, in_qpv):
    out = rows[~in_qpv].groupby("epci")["q1_hors"].agg(["sum", "count"])
    upper = rows[in_qpv]["quartile"].isin(["Q2", "Q3", "Q4"])
    return out, upper.groupby(rows[in_qpv]["epci"]).mean()


@pytest.fixture(scope="module")
def early(leases):
    return until(leases, "2022-04-30")


@pytest.fixture(scope="module")
def year(leases):
    return until(leases, "2021-12-31")


def test_first_quartile_out_of_qpv(early, year, extracts):
    now, inside = mixity(early, early["qpv"] == "oui")
    before, _ = mixity(year, (year["qpv"] == "oui") | (year["zus"] == "oui"))
    assert percent(*now.sum()) == 18
    assert 68 <= percent(now["count"].sum(), len(early)) <= 72
    concerned = read(extracts / "reforme.csv").query('concerne == "oui"')["epci"]
    assert len(concerned) == 40
    rates = (now["sum"] / now["count"])[concerned]
    shown = {code: percent(*now.loc[code]) for code in concerned}
    assert (min(shown.values()), max(shown.values())) == (7, 37)
    assert {code for code in concerned if shown[code] == 7} == {BETHUNE}
    assert {code for code in concerned if shown[code] == 37} == {VALENCIENNES}
    assert set(rates[rates >= 0.25].index) == {VALENCIENNES, AMIENS, DUNKERQUE}
    assert sum(value >= 25 for value in shown.values()) == 3
    previous = {code: percent(*before.loc[code]) for code in concerned}
    assert {code for code in concerned if shown[code] < previous[code]} == FALLING
    assert set(rates[rates < (before["sum"] / before["count"])[concerned]].index) == FALLING
    for code in {*FALLING, VALENCIENNES}:
        part, whole = now.loc[code]
        assert min(part, whole - part) >= 40
    assert inside[concerned].min() >= 0.5


def test_other_quartiles_in_qpv(early, year):
    now = early[early["qpv"] == "oui"]["quartile"]
    before = year[(year["qpv"] == "oui") | (year["zus"] == "oui")]["quartile"]
    upper = ["Q2", "Q3", "Q4"]
    assert percent(now.isin(upper).sum(), len(now)) == 75
    assert percent(before.isin(upper).sum(), len(before)) == 77
    assert percent((now == "Q4").sum(), len(now)) == 23
    assert early.groupby("epci")["qpv"].agg(lambda flags: "oui" not in set(flags)).sum() >= 5


def test_first_quartile_by_bailleur(early):
    out = early[early["qpv"] == "non"].groupby("bailleur")["q1_hors"].agg(["sum", "count"])
    shown = {name: percent(*row) for name, row in zip(out.index, out.values, strict=True)}
    assert [name for name, value in shown.items() if value == 0] == ["Bailleur fictif 38"]
    assert max(shown.values()) == shown["Bailleur fictif 37"] == 33
    assert out.loc["Bailleur fictif 38"].tolist() == [0, 42]
    assert out.loc["Bailleur fictif 37", "sum"] >= 40


def test_movements_of_quartile(year):
    known = (year["quartile"] != "") & (year["quartile_demande"] != "")
    rows = year[known & (year["depot"] < "2021-01-01")]
    first, declared = rows["quartile"] == "Q1", rows["quartile_demande"] == "Q1"
    assert len(rows) == 25_000
    counts = ((first & ~declared).sum(), (~first & declared).sum(), (first & declared).sum())
    assert counts == (1000, 2250, 3500)


def test_transfers_and_rehousing(early):
    moved = early["mutation"] == "oui"
    rehoused = ~moved & (early["relogement"] != "aucun")
    assert 24 <= percent(moved.sum(), len(early)) <= 26
    assert 3 <= percent(rehoused.sum(), len(early)) <= 4


def test_households_of_the_siao(extracts):
    rows = read(extracts / "siao.csv")
    start, end = days(rows["date_debut"]), days(rows["date_fin"])
    seen = rows[(start <= "2022-04-30") & ~(end <= "2022-04-30")]
    street = seen["situation"] == "à la rue"
    assert ((~street).sum(), street.sum()) == (9000, 2500)
    assert 45 <= percent((seen["demande_logement"] == "oui").sum(), len(seen)) <= 55


def test_steps_of_the_reform(extracts):
    rows = read(extracts / "reforme.csv").query('concerne == "oui"')
    passed = {
        step: int((days(rows[step]) <= "2022-04-30").sum())
        for step in ("cil", "orientations", "cia", "ppgdid")
    }
    assert passed == {"cil": 30, "orientations": 27, "cia": 20, "ppgdid": 19}
    active = rows[rows["cotation_active"] == "oui"]
    assert set(active["epci"]) == {"245900428", "200069037", "246000582", "200071991"}
    assert set(rows["cotation_active"]) == {"oui", "non"}
    assert (days(active["ppgdid"]) <= "2022-04-30").all()


def test_fnavdl_sums_round_to_the_published_ones(extracts):
    rows = read(extracts / "fnavdl.csv")
    amounts = rows["montant"].str.replace(",", ".").map(Decimal)
    assert rows["montant"].str.fullmatch(r"\d+,\d\d").all()
    with (ROOT / "data" / DATE / "fnavdl_enveloppes.csv").open(encoding="utf-8") as file:
        published = list(csv.DictReader(file, delimiter=";"))
    holders = {"associations": ["association"], "bailleurs": ["bailleur"]}
    for row in published:
        own = rows["annee"] == row["annee"]
        if row["territoire"] != "32":
            own &= rows["departement"] == row["territoire"]
        for column in ("associations", "bailleurs", "enveloppe"):
            mine = own & rows["porteur"].isin(holders.get(column, ["association", "bailleur"]))
            total = sum(amounts[mine], Decimal()).quantize(Decimal(1), ROUND_HALF_UP)
            assert str(total) == "".join(row[column].split()), (row, column)


def test_same_seed_same_bytes(extracts, tmp_path):
    write_extracts(ROOT, tmp_path)
    names = sorted(str(p.relative_to(tmp_path)) for p in tmp_path.rglob("*") if p.is_file())
    assert len(names) == 10
    assert filecmp.cmpfiles(extracts, tmp_path, names, shallow=False) == (names, [], [])


@pytest.fixture(scope="module")
def tables(demo):
    return {path.stem: read(path) for path in (demo / "data" / DATE).glob("*.csv")}


@pytest.mark.parametrize("name", ["menages_prioritaires", "sortants_hebergement", "sans_abri"])
def test_tables_give_the_published_counts(tables, name):
    made = tables[name].set_index("territoire")
    published = read(ROOT / "data" / DATE / f"{name}.csv").set_index("territoire")
    columns = ["objectif_annuel", "attributions", "attributions_n_1", "stock", "stock_debut_annee"]
    for code, row in published.iterrows():
        for column in columns:
            if row[column]:
                assert made.loc[code, column] == row[column].replace(" ", "").replace(
                    "encours", "en cours"
                ), (code, column)


@pytest.mark.parametrize("name", ["bailleurs_tranches", "reforme_etapes", "fnavdl_enveloppes"])
def test_other_tables_are_the_published_ones(tables, name):
    made = tables[name].drop(columns="source")
    published = read(ROOT / "data" / DATE / f"{name}.csv").drop(columns="source")
    blank = published.map(lambda text: text if "%" in text else "".join(text.split()))
    keys = list(blank.columns[:2])
    made = made[made[keys[0]].isin(blank[keys[0]])]
    expected = blank.sort_values(keys).values.tolist()
    assert made.sort_values(keys)[list(blank.columns)].values.tolist() == expected


def test_what_the_session_names_is_not_secret(tables):
    for name in ("mixite", "mixite_annuelle"):
        made = tables[name].set_index("territoire")
        named = made.loc[[*FALLING, VALENCIENNES, "32"], ["hors_qpv", "q1_hors_qpv"]]
        assert "s" not in named.values
    bilan = tables["bilan_prioritaires"].set_index("territoire")
    shares = bilan.loc[[BEAUVAIS, AMIENS, "32"], ["attributions", "attributions_totales"]]
    assert "s" not in shares.values
    bailleurs = tables["mixite_bailleurs"].set_index("bailleur")
    highest = bailleurs.loc["Bailleur fictif 37", ["hors_qpv", "q1_hors_qpv"]]
    assert highest.tolist() == ["188", "62"]
    assert bailleurs.loc["Bailleur fictif 38", "hors_qpv"] == "42"


def test_a_bailleur_without_any_first_quartile_is_published_as_0(tables):
    bailleurs = tables["mixite_bailleurs"].set_index("bailleur")
    assert bailleurs.loc["Bailleur fictif 38", "q1_hors_qpv"] == "0"


def test_named_epci_stand_out_in_what_is_published(tables):
    made = tables["mixite"].set_index("territoire")
    rates = {
        code: percent(row["q1_hors_qpv"], row["hors_qpv"])
        for code, row in made.iterrows()
        if "s" not in (row["q1_hors_qpv"], row["hors_qpv"]) and row["hors_qpv"] != "0"
    }
    assert (min(rates.values()), max(rates.values())) == (7, 37)
    assert {code for code, rate in rates.items() if rate >= 25} == {
        VALENCIENNES,
        AMIENS,
        DUNKERQUE,
    }
