"""The kinds of rule there are, by name."""

from bartholdi.cores.eligibility.kinds.given import AMOUNT_AT_MOST, ANSWER_IS
from bartholdi.cores.eligibility.kinds.kind import Kind
from bartholdi.cores.eligibility.kinds.people import ONE_PER_PERSON, REAPPLICATION
from bartholdi.cores.eligibility.kinds.places import INSTITUTION_INVITED, NATIONALITY, ORGANISATION_COUNTRY
from bartholdi.cores.eligibility.kinds.times import DATE_BETWEEN, DAYS_IN_COUNTRY, YEARS_SINCE

KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        YEARS_SINCE, NATIONALITY, DAYS_IN_COUNTRY, ANSWER_IS, DATE_BETWEEN, AMOUNT_AT_MOST, REAPPLICATION, INSTITUTION_INVITED,
        ONE_PER_PERSON, ORGANISATION_COUNTRY,
    )
}  # fmt: skip
