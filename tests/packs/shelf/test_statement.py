"""The accessibility statement: what the law asks for, and nothing that wasn't established."""

from datetime import date

import pytest
from bs4 import BeautifulSoup

from hdflib.commission import Commission
from hdflib.packs.shelf.statement import render_statement, write_statement

AUDIT = {"date": date(2022, 7, 1), "auteur": "Une société", "applicables": 52, "respectes": 41}


@pytest.fixture
def statement():
    """Give the words of the statement of a commission, and its page."""

    def make(**declared):
        params = {
            "commission": date(2022, 6, 16),
            "titre": "Commission spécialisée",
            "service": "DREAL",
            "region": "32",
            "territoires": ["32"],
            "agenda": [{"section": "news", "titre": "Actualités"}],
            "accessibilite": declared,
        }
        soup = BeautifulSoup(render_statement(Commission.model_validate(params)), "html.parser")
        return " ".join(soup.main.get_text(" ").split()), soup

    return make


def test_it_has_the_parts_that_the_rgaa_sets(statement):
    _, page = statement()
    assert page.h1.get_text() == "Déclaration d’accessibilité"
    assert [heading.get_text() for heading in page.find_all("h2")] == [
        "État de conformité",
        "Résultats des tests",
        "Contenus non accessibles",
        "Établissement de cette déclaration",
        "Retour d’information et contact",
        "Voies de recours",
    ]
    assert [heading.get_text() for heading in page.find_all("h3")][2:5] == [
        "Non-conformités",
        "Dérogations pour charge disproportionnée",
        "Contenus non soumis à l’obligation d’accessibilité",
    ]
    links = [link["href"] for link in page.main.select("a")]
    assert links == [
        "https://formulaire.defenseurdesdroits.fr/",
        "https://www.defenseurdesdroits.fr/saisir/delegues",
    ]


def test_without_an_audit_it_claims_nothing(statement):
    text, _ = statement()
    assert "Ces dossiers sont non conformes au référentiel" in text
    assert "il n’existe aucun résultat d’audit en cours de validité" in text
    assert "Aucun audit de conformité n’a été réalisé : la part" in text
    assert "Ces vérifications ne sont pas un audit" in text
    assert "aucun essai par des personnes n’a eu lieu" in text
    assert "établie le 16 juin 2022, date de la commission. Technologies" in text


def test_what_the_service_did_not_say_is_said_to_be_missing(statement):
    _, page = statement()
    assert [notice.get_text() for notice in page.select(".hdf-avis")] == [
        "À compléter par le service\u00a0: l’adresse de son schéma pluriannuel et de son plan "
        "d’action n’est pas renseignée.",
        "À compléter par le service\u00a0: aucun contact n’est renseigné pour signaler un défaut "
        "d’accessibilité.",
    ]


@pytest.mark.parametrize(
    ("contact", "shown"),
    [
        ("a@dreal.exemple", '<a href="mailto:a@dreal.exemple">a@dreal.exemple</a>'),
        ("https://exemple/?a&b", '<a href="https://exemple/?a&amp;b">page de contact</a>'),
        ("03 20 00 00 00 <soir>", "03 20 00 00 00 &lt;soir&gt;"),
    ],
)
def test_the_contact_is_a_link_where_it_can_be(statement, contact, shown):
    _, page = statement(contact=contact)
    assert f"<p>DREAL\u00a0: {shown}</p>" in str(page)
    assert len(page.select(".hdf-avis")) == 1


def test_an_audit_is_told_with_its_counts(statement):
    found = ["Une carte ne se lit pas sans la couleur."]
    text, page = statement(audit=AUDIT | {"non_conformites": found})
    assert "Ces dossiers sont partiellement conformes au référentiel" in text
    # 41 ÷ 52 = 78.846 %.
    assert (
        "réalisé par Une société le 1er juillet 2022 relève que 41 critères du RGAA sont "
        "respectés sur 52 applicables, soit 78,85\u202f%." in str(page).replace("\n", " ")
    )
    assert f"<li>{found[0]}</li>" in str(page)
    assert "Elle a été mise à jour le 1er juillet 2022." in text
    assert "aucun essai" not in text


def test_an_audit_that_is_too_old_is_no_audit(statement):
    text, _ = statement(audit=AUDIT | {"date": date(2019, 6, 15)})
    assert "Ces dossiers sont non conformes" in text
    assert "depuis celui du 15 juin 2019, qui n’est plus valide" in text
    assert "41 critères" not in text


def test_generated_figures_are_labelled_and_named_so(tmp_path):
    params = Commission.model_validate(
        {
            "commission": date(2022, 6, 16),
            "titre": "Commission",
            "service": "DREAL",
            "region": "32",
            "territoires": ["32"],
            "agenda": [{"section": "news", "titre": "Actualités"}],
            "donnees": "fictives",
        }
    )
    path = write_statement(params, tmp_path)
    assert path.name == "accessibilite-donnees-fictives.html"
    assert 'class="fictif"' in path.read_text("utf-8")
