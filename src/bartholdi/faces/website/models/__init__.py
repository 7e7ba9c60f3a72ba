"""What the website is made of: pages, pictures and the office's own data; one noun a file."""

from bartholdi.faces.website.missions import Mission
from bartholdi.faces.website.models.agreements import AgreementIndexPage
from bartholdi.faces.website.models.calls import CallPage, OpportunityIndexPage
from bartholdi.faces.website.models.events import EventIndexPage, EventPage
from bartholdi.faces.website.models.home import HomePage
from bartholdi.faces.website.models.missions import MissionIndexPage, MissionPage
from bartholdi.faces.website.models.office import OfficeSettings
from bartholdi.faces.website.models.pages import OfficePage
from bartholdi.faces.website.models.pictures import Picture, PictureRendition
from bartholdi.faces.website.models.plain import PlainPage
from bartholdi.faces.website.models.portraits import PortraitIndexPage, PortraitPage
from bartholdi.faces.website.models.programmes import ProgrammeIndexPage, ProgrammePage
from bartholdi.faces.website.models.stories import RelatedPage, StoryIndexPage, StoryPage

__all__ = [
    "AgreementIndexPage",
    "CallPage",
    "EventIndexPage",
    "EventPage",
    "HomePage",
    "Mission",
    "MissionIndexPage",
    "MissionPage",
    "OfficePage",
    "OfficeSettings",
    "OpportunityIndexPage",
    "Picture",
    "PictureRendition",
    "PlainPage",
    "PortraitIndexPage",
    "PortraitPage",
    "ProgrammeIndexPage",
    "ProgrammePage",
    "RelatedPage",
    "StoryIndexPage",
    "StoryPage",
]
