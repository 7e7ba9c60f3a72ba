"""The people of the demonstration office: all invented, one for each way of using the platform."""

from dataclasses import dataclass

from bartholdi.office.accounts import roles

WASHINGTON = "America/New_York"
PARIS = "Europe/Paris"


@dataclass(frozen=True)
class Person:
    """Somebody one can sign in as: `roles` are names of `bartholdi.office.accounts.roles`, empty for the public."""

    key: str
    name: str
    email: str
    language: str
    zone: str
    roles: tuple[str, ...]
    role_en: str
    role_fr: str
    blurb_en: str
    blurb_fr: str


PEOPLE = (
    Person(
        key="director",
        name="Aurélien Tassigny-Mercer",
        email="director@bartholdi.example",
        language="fr",
        zone=WASHINGTON,
        roles=(roles.DIRECTOR,),
        role_en="Counsellor for science and technology, Washington",
        role_fr="Conseiller pour la science et la technologie, Washington",
        blurb_en="Leads the office. Approves what officers propose, and reads everything they read.",
        blurb_fr="Dirige le service. Il approuve ce que les attachés proposent et lit tout ce qu’ils lisent.",
    ),
    Person(
        key="officer_washington",
        name="Inès Bahloul-Whitcombe",
        email="washington@bartholdi.example",
        language="fr",
        zone=WASHINGTON,
        roles=(roles.OFFICER,),
        role_en="Attaché for science and technology, Washington",
        role_fr="Attachée pour la science et la technologie, Washington",
        blurb_en="Runs the fellowship calls, from the first question to the last letter.",
        blurb_fr="Conduit les appels à candidatures, de la première question à la dernière lettre.",
    ),
    Person(
        key="officer_boston",
        name="Josiah Kervadec-Lowe",
        email="boston@bartholdi.example",
        language="en",
        zone=WASHINGTON,
        roles=(roles.OFFICER,),
        role_en="Attaché for science and technology, Boston",
        role_fr="Attaché pour la science et la technologie, Boston",
        blurb_en="Looks after start-ups, innovation days and the scientists of New England.",
        blurb_fr="Suit les jeunes entreprises, les journées d’innovation et les scientifiques de Nouvelle-Angleterre.",
    ),
    Person(
        key="administrator",
        name="Maïlys Otterbein-Roca",
        email="administrator@bartholdi.example",
        language="fr",
        zone=WASHINGTON,
        roles=(roles.ADMINISTRATOR,),
        role_en="Administrator of the platform",
        role_fr="Administratrice de la plateforme",
        blurb_en="Gives and takes roles, and looks after the installation.",
        blurb_fr="Attribue et retire les rôles, et veille sur l’installation.",
    ),
    Person(
        key="editor",
        name="Camille Oyelaran-Dupin",
        email="editor@bartholdi.example",
        language="en",
        zone="America/Chicago",
        roles=(roles.EDITOR,),
        role_en="Editor of the website, Houston",
        role_fr="Responsable éditoriale du site, Houston",
        blurb_en="Writes and publishes the pages of the website in both languages.",
        blurb_fr="Écrit et publie les pages du site dans les deux langues.",
    ),
    Person(
        key="auditor",
        name="Béatrice Lanthenas-Obi",
        email="auditor@bartholdi.example",
        language="fr",
        zone=PARIS,
        roles=(roles.AUDITOR,),
        role_en="Auditor, Paris",
        role_fr="Auditrice, Paris",
        blurb_en="Reads the journal and every list. Changes nothing.",
        blurb_fr="Lit le journal et toutes les listes. Elle ne modifie rien.",
    ),
    Person(
        key="applicant_us",
        name="Priya Raghunathan-Cole",
        email="priya@lakeshore-university.example",
        language="en",
        zone="America/Chicago",
        roles=(),
        role_en="Applicant in the United States",
        role_fr="Candidate aux États-Unis",
        blurb_en="PhD student in glaciology. Hopes to spend a winter in a laboratory in Grenoble.",
        blurb_fr="Doctorante en glaciologie. Elle espère passer un hiver dans un laboratoire de Grenoble.",
    ),
    Person(
        key="applicant_france",
        name="Yann Le Goaster-Diallo",
        email="yann@universite-iroise.example",
        language="fr",
        zone=PARIS,
        roles=(),
        role_en="Applicant in France",
        role_fr="Candidat en France",
        blurb_en="Lecturer in ocean acoustics. Prepares a project with a partner in California.",
        blurb_fr="Maître de conférences en acoustique marine. Il prépare un projet avec une partenaire de Californie.",
    ),
    Person(
        key="reviewer",
        name="Hiroko Delestraint-Mori",
        email="hiroko@institut-garonne.example",
        language="fr",
        zone=PARIS,
        roles=(),
        role_en="Reviewer, with reviews to write",
        role_fr="Évaluatrice, avec des évaluations à écrire",
        blurb_en="Professor of molecular biology. Agreed to read applications for the French side.",
        blurb_fr="Professeure de biologie moléculaire. Elle a accepté de lire des candidatures pour la partie française.",
    ),
    Person(
        key="referee",
        name="Samuel Okonkwo-Pryce",
        email="samuel@tidewater-college.example",
        language="en",
        zone="America/Los_Angeles",
        roles=(),
        role_en="Member of a panel that meets tomorrow",
        role_fr="Membre d’un jury qui se réunit demain",
        blurb_en="Professor of physics. Has sent his reviews, and will vote with the others.",
        blurb_fr="Professeur de physique. Il a rendu ses évaluations et votera avec les autres.",
    ),
    Person(
        key="stranger",
        name="Margit Lindqvist-Ferro",
        email="margit@nordic-letters.example",
        language="en",
        zone="America/Denver",
        roles=(),
        role_en="Somebody with an account, and nothing else",
        role_fr="Une personne qui a un compte, et rien d’autre",
        blurb_en="Signed up once, out of curiosity. Must see only what is hers.",
        blurb_fr="S’est inscrite un jour, par curiosité. Elle ne doit voir que ce qui est à elle.",
    ),
)
BY_KEY = {person.key: person for person in PEOPLE}
