"""The desk's addresses: the whole list stands behind `staff_only`."""

from django.urls import path

from bartholdi.faces.desk.door import staff_only
from bartholdi.faces.desk.views import (
    asked_letters,
    journal,
    organisations,
    outbox,
    people,
    questionnaire_papers,
    questionnaires,
    today,
)

app_name = "desk"
urlpatterns = staff_only(
    [
        path("", today.show, name="today"),
        path("people/", people.index, name="people"),
        path("people/<int:pk>/", people.person, name="person"),
        path("people/<int:pk>/<slug:act>/", people.do, name="person-act"),
        path("organisations/", organisations.index, name="organisations"),
        path("organisations/add/", organisations.add, name="organisation-add"),
        path("organisations/<int:pk>/", organisations.show, name="organisation"),
        path("organisations/<int:pk>/edit/", organisations.edit, name="organisation-edit"),
        path("organisations/<int:pk>/leave/<int:parent>/", organisations.leave, name="organisation-leave"),
        path("organisations/<int:pk>/<slug:act>/", organisations.join, name="organisation-join"),
        path("questionnaires/", questionnaires.index, name="questionnaires"),
        path("questionnaires/new/", questionnaires.new, name="questionnaire-new"),
        path("questionnaires/<int:pk>/", questionnaires.show, name="questionnaire"),
        path("questionnaires/<int:pk>/edit/", questionnaires.edit, name="questionnaire-edit"),
        path("questionnaires/<int:pk>/rename/", questionnaires.rename, name="questionnaire-rename"),
        path("questionnaires/<int:pk>/import/", questionnaires.bring, name="questionnaire-import"),
        path("questionnaires/<int:pk>/publish/", questionnaires.publish, name="questionnaire-publish"),
        path("questionnaires/<int:pk>/file/", questionnaire_papers.export, name="questionnaire-export"),
        path("questionnaires/<int:pk>/preview/<slug:language>/", questionnaire_papers.preview, name="questionnaire-preview"),
        path("questionnaires/<int:pk>/editions/<int:number>/file/", questionnaire_papers.export_edition, name="edition-export"),
        path("questionnaires/<int:pk>/editions/<int:number>/<slug:language>/", questionnaire_papers.edition, name="edition"),
        path("letters/<int:pk>/", asked_letters.show, name="asked-letter"),
        path("letters/<int:pk>/file/", asked_letters.file, name="asked-letter-file"),
        path("letters/<int:pk>/accept/", asked_letters.accept, name="asked-letter-accept"),
        path("outbox/", outbox.index, name="outbox"),
        path("outbox/trial/", outbox.trial, name="outbox-trial"),
        path("outbox/<int:pk>/", outbox.letter, name="letter"),
        path("outbox/<int:pk>/page/", outbox.page, name="letter-page"),
        path("outbox/<int:pk>/edit/", outbox.edit, name="letter-edit"),
        path("outbox/<int:pk>/<slug:act>/", outbox.do, name="letter-act"),
        path("journal/", journal.index, name="journal"),
        path("journal/verify/", journal.verify, name="verify-journal"),
        path("journal/<int:number>/", journal.entry, name="entry"),
    ]
)
