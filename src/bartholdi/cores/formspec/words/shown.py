"""Words and figures of answers that are shown: numbers, dates, sizes, goals, yes and no, as each language writes them."""

from datetime import date
from decimal import Decimal

from bartholdi.cores.formspec.spec import Label

YES_NO = {True: Label("Yes", "Oui"), False: Label("No", "Non")}
NO_ANSWER = Label("No answer", "Sans réponse")
TOTAL = Label("Total", "Total")
AMOUNT = Label("amount", "montant")
CURRENCY = Label("currency", "devise")
FROM = Label("from", "du")
TO = Label("to", "au")
DAYS = Label("days", "jours")
OTHER = Label("Other", "Autre")
NAME = Label("name", "nom")
EMAIL = Label("e-mail", "adresse électronique")
ORCID = Label("ORCID", "ORCID")
ORGANISATION = Label("organisation", "organisme")
ROR = Label("ROR", "ROR")
COUNTRY = Label("country", "pays")
SIZE = Label("size in bytes", "taille en octets")
DIGEST = Label("SHA-256", "SHA-256")
PAGES = Label("pages", "pages")
FILES = Label("number of files", "nombre de fichiers")
ROWS = Label("number of rows", "nombre de lignes")

MONTHS = {
    "en": [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
    "fr": [
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ],
}

# The short titles that the United Nations give the seventeen goals.
GOALS = (
    Label("No poverty", "Pas de pauvreté"),
    Label("Zero hunger", "Faim « zéro »"),
    Label("Good health and well-being", "Bonne santé et bien-être"),
    Label("Quality education", "Éducation de qualité"),
    Label("Gender equality", "Égalité entre les sexes"),
    Label("Clean water and sanitation", "Eau propre et assainissement"),
    Label("Affordable and clean energy", "Énergie propre et d’un coût abordable"),
    Label("Decent work and economic growth", "Travail décent et croissance économique"),
    Label("Industry, innovation and infrastructure", "Industrie, innovation et infrastructure"),
    Label("Reduced inequalities", "Inégalités réduites"),
    Label("Sustainable cities and communities", "Villes et communautés durables"),
    Label("Responsible consumption and production", "Consommation et production responsables"),
    Label(en="Climate action", fr="Mesures relatives à la lutte contre les changements climatiques"),
    Label("Life below water", "Vie aquatique"),
    Label("Life on land", "Vie terrestre"),
    Label("Peace, justice and strong institutions", "Paix, justice et institutions efficaces"),
    Label("Partnerships for the goals", "Partenariats pour la réalisation des objectifs"),
)


def number(value: Decimal | int, language: str) -> str:
    """12345.5 as 12,345.5 in English and as 12 345,5 in French (with narrow no-break spaces)."""
    said = format(value, ",f") if isinstance(value, Decimal) else format(value, ",")
    return said.replace(",", "\u202f").replace(".", ",") if language == "fr" else said


def money(amount: Decimal, currency: str, language: str) -> str:
    """EUR 1,200.00 in English, 1 200,00 EUR in French: with the code, since many countries have a dollar."""
    said = number(amount, language)
    return f"{said}\u00a0{currency}" if language == "fr" else f"{currency}\u00a0{said}"


def day(value: date, language: str) -> str:
    """1 September 2027, 1er septembre 2027."""
    month = MONTHS[language][value.month - 1]
    return f"{'1er' if language == 'fr' and value.day == 1 else value.day}\u00a0{month} {value.year}"


def period(start: str, end: str, language: str) -> str:
    return f"du {start} au {end}" if language == "fr" else f"{start} to {end}"


def size(count: int, language: str) -> str:
    """Bytes as people read them: 1.5 MB, 1,5 Mo (a thousand each step)."""
    units = ("octets", "ko", "Mo", "Go", "To") if language == "fr" else ("bytes", "kB", "MB", "GB", "TB")
    step, value = 0, Decimal(count)
    while value >= 1000 and step < len(units) - 1:
        step, value = step + 1, value / 1000
    rounded = value.quantize(Decimal("0.1")) if step and value < 100 else value.quantize(Decimal(1))
    said = format(rounded, "f")
    return f"{number(Decimal(said.removesuffix('.0')), language)}\u00a0{units[step]}"


def pages(count: int, language: str) -> str:
    one = count < 2 if language == "fr" else count == 1
    return f"{number(count, language)}\u00a0{'page' if one else 'pages'}"
