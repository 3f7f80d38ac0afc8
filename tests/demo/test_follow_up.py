"""The generated follow-up of loi 3DS, and the generated returns of the bailleurs."""

import numpy as np
from exports import days, read

from hdflib.demo.bailleurs import names
from hdflib.demo.returns import make_returns

DATE = "2022-06-16"


def test_what_the_cia_add_is_of_epci_that_have_one(extracts):
    rows = read(extracts / "reforme.csv").set_index("epci")
    signed = rows.index[rows["cia"] != ""]
    assert len(signed) == 20
    for column, number in (
        ("travailleurs_essentiels", 8),
        ("sapeurs_pompiers", 4),
        ("residences_mixite", 6),
        ("taux_cia", 5),
    ):
        own = rows.index[rows[column] != ""]
        assert len(own) == number
        assert set(own) <= set(signed)


def test_one_epci_entered_after_the_law_and_one_notified_its_objectives(extracts):
    rows = read(extracts / "reforme.csv")
    (entered,) = rows[rows["entree"] != ""].itertuples()
    assert (entered.concerne, entered.cil, entered.entree) == ("oui", "", "04/05/2022")
    (notified,) = rows[rows["objectifs_notifies"] != ""].itertuples()
    assert (notified.concerne, notified.cia) == ("oui", "")


def test_the_follow_up_reaches_the_table(demo, extracts):
    made = read(demo / "data" / DATE / "reforme_epci.csv").set_index("epci")
    assert sorted(filter(None, made["taux_cia"])) == ["18 %", "20 %", "22 %", "27,5 %", "30 %"]
    # 40 concerned EPCI, of which one notified.
    assert sorted(made["objectifs_notifies"])[-40:].count("non") == 39
    days_of = days(read(extracts / "reforme.csv").set_index("epci")["residences_mixite"]).dropna()
    assert (made.loc[days_of.index, "residences_mixite"] == days_of.astype(str)).all()


def test_returns_of_the_bailleurs(demo):
    rows = read(demo / "data" / DATE / "compte_rendu_bailleurs.csv")
    assert rows["bailleur"].tolist() == list(names())
    assert set(rows["arrete"]) == {"2021-12-31"}
    assert set(rows["source"]) == {"Données fictives"}
    sent = rows.loc[rows["transmis"] != "non", "transmis"]
    # Due on 15 January.
    assert (len(rows), len(sent), (sent > "2022-01-15").sum()) == (45, 42, 5)
    assert sent.between("2022-01-03", "2022-01-30").all()


def test_bailleurs_of_the_year_add_up_to_the_region(demo):
    bailleurs = read(demo / "data" / DATE / "mixite_bailleurs_annuelle.csv")
    region = read(demo / "data" / DATE / "mixite_annuelle.csv").set_index("territoire").loc["32"]
    known = bailleurs[bailleurs["hors_qpv"] != "s"]["hors_qpv"].astype(int)
    assert len(known) == len(bailleurs) == 45
    assert known.sum() == int(region["hors_qpv"])


def test_returns_follow_their_seed(tmp_path):
    one, same, other = (
        make_returns(np.random.default_rng(seed), tmp_path)["compte_rendu_bailleurs"]
        for seed in (1, 1, 2)
    )
    assert one.equals(same)
    assert not one.equals(other)
