"""Who reviews what a unit answered, and which unit is below which, in tables."""

import pytest

from petitiondesk.rules.units import UnitFacts, UnitKind, UnitLevel, Units, leads_round, reviewer, superiors, within

GOVERNMENT, DEPARTMENT, VERTICAL = UnitKind.GOVERNMENT, UnitKind.DEPARTMENT, UnitKind.VERTICAL
PARTY, OTHER = UnitKind.PARTY, UnitKind.OTHER
PROVINCE, CITY, COUNTY, TOWNSHIP = UnitLevel.PROVINCE, UnitLevel.CITY, UnitLevel.COUNTY, UnitLevel.TOWNSHIP

CITY_GOV, CITY_BUREAU, COUNTY_GOV, BUREAU, OFFICE, TOWN, TAX, CITY_TAX, TOWN_STATION, HOSPITAL = range(1, 11)


def catalogue(*further: UnitFacts) -> Units:
    facts = (
        UnitFacts(CITY_GOV, CITY, GOVERNMENT),
        UnitFacts(CITY_BUREAU, CITY, DEPARTMENT, CITY_GOV),
        UnitFacts(COUNTY_GOV, COUNTY, GOVERNMENT, CITY_GOV),
        UnitFacts(BUREAU, COUNTY, DEPARTMENT, CITY_BUREAU),
        UnitFacts(OFFICE, COUNTY, DEPARTMENT, COUNTY_GOV),
        UnitFacts(TOWN, TOWNSHIP, GOVERNMENT, COUNTY_GOV),
        UnitFacts(TAX, COUNTY, VERTICAL, CITY_TAX),
        UnitFacts(CITY_TAX, CITY, VERTICAL),
        UnitFacts(TOWN_STATION, TOWNSHIP, DEPARTMENT, BUREAU),
        UnitFacts(HOSPITAL, COUNTY, OTHER, OFFICE),
        *further,
    )
    return {unit.id: unit for unit in facts}


@pytest.mark.parametrize(
    ("unit", "proposed"),
    [
        (BUREAU, (COUNTY_GOV, CITY_BUREAU)),  # the citizen chooses
        (CITY_BUREAU, (CITY_GOV,)),
        (OFFICE, (COUNTY_GOV,)),
        (TOWN, (COUNTY_GOV,)),
        (COUNTY_GOV, (CITY_GOV,)),
        (TAX, (CITY_TAX,)),
        (HOSPITAL, (OFFICE,)),
        (CITY_GOV, ()),  # at the top of what is known: a person decides
        (CITY_TAX, ()),
    ],
)
def test_who_reviews(unit: int, proposed: tuple[int, ...]) -> None:
    units = catalogue()
    assert reviewer(units[unit], units) == proposed


@pytest.mark.parametrize(
    ("further", "unit", "proposed"),
    [
        # Another county of the same city: whose the bureau is can't be told.
        ([UnitFacts(20, COUNTY, GOVERNMENT, CITY_GOV)], BUREAU, (CITY_BUREAU,)),
        ([UnitFacts(20, COUNTY, GOVERNMENT, CITY_GOV, in_force=False)], BUREAU, (COUNTY_GOV, CITY_BUREAU)),
        # What has ended is stood for by whoever accepts its matters, however many came after.
        (
            [
                UnitFacts(CITY_BUREAU, CITY, DEPARTMENT, CITY_GOV, 20, in_force=False),
                UnitFacts(20, CITY, DEPARTMENT, CITY_GOV, 21, in_force=False),
                UnitFacts(21, CITY, DEPARTMENT, CITY_GOV),
            ],
            BUREAU,
            (COUNTY_GOV, 21),
        ),
        ([UnitFacts(CITY_TAX, CITY, VERTICAL, in_force=False)], TAX, ()),
        ([UnitFacts(20, UnitLevel.NATIONAL, DEPARTMENT, CITY_GOV)], 20, ()),
        ([UnitFacts(20, COUNTY, PARTY, 21), UnitFacts(21, CITY, PARTY)], 20, (21,)),
        ([UnitFacts(20, COUNTY, VERTICAL, 99)], 20, ()),
        # Circles end.
        ([UnitFacts(20, COUNTY, DEPARTMENT, 21), UnitFacts(21, COUNTY, DEPARTMENT, 20)], 20, ()),
        ([UnitFacts(20, COUNTY, OTHER, 21), UnitFacts(21, CITY, OTHER, None, 21, in_force=False)], 20, ()),
    ],
)
def test_who_reviews_in_odd_catalogues(further: list[UnitFacts], unit: int, proposed: tuple[int, ...]) -> None:
    units = catalogue(*further)
    assert reviewer(units[unit], units) == proposed


@pytest.mark.parametrize(
    ("unit", "other", "below"),
    [
        (BUREAU, BUREAU, True),
        (TOWN_STATION, BUREAU, True),
        (TOWN_STATION, CITY_GOV, True),
        (BUREAU, TOWN_STATION, False),
        (OFFICE, BUREAU, False),
        (99, BUREAU, False),
        (99, 99, True),
        # 20 accepts the matters of 30, which had 31 below it: each of them is within each other name of 30.
        (20, 30, True),
        (30, 20, True),
        (31, 20, True),
        (32, 30, True),
        (30, 31, False),
        # 40 and 41 lead round in both ways.
        (40, 41, True),
        (40, BUREAU, False),
    ],
)
def test_within(unit: int, other: int, below: bool) -> None:
    further = (
        UnitFacts(20, COUNTY, DEPARTMENT, COUNTY_GOV),
        UnitFacts(30, COUNTY, DEPARTMENT, COUNTY_GOV, 20, in_force=False),
        UnitFacts(31, COUNTY, OTHER, 30),
        UnitFacts(32, COUNTY, OTHER, 20),
        UnitFacts(40, COUNTY, OTHER, 41, 41),
        UnitFacts(41, COUNTY, OTHER, 40, 40),
    )
    assert within(unit, other, catalogue(*further)) is below


def test_circles_are_seen_and_end() -> None:
    links = {1: 2, 2: 3, 3: None, 4: 5, 5: 4}
    assert leads_round(links.get, 3, 1)
    assert leads_round(links.get, 1, 1)
    assert not leads_round(links.get, 1, 3)
    assert not leads_round(links.get, 1, 4)
    units = catalogue(UnitFacts(20, COUNTY, OTHER, 21), UnitFacts(21, COUNTY, OTHER, 20))
    assert [each.id for each in superiors(units[20], units)] == [21]
