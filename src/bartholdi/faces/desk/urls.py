"""The desk's addresses: the whole list stands behind `staff_only`."""

from django.urls import path

from bartholdi.faces.desk.door import staff_only
from bartholdi.faces.desk.views import journal, today

app_name = "desk"
urlpatterns = staff_only(
    [
        path("", today.show, name="today"),
        path("journal/", journal.index, name="journal"),
        path("journal/<int:number>/", journal.index, name="entry"),
    ]
)
