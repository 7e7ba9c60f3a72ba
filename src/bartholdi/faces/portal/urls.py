"""The portal's addresses: behind sign-in, all of them."""

from django.urls import path

from bartholdi.faces.portal.applying import applying, with_account
from bartholdi.faces.portal.reviewing import reviewing as judging
from bartholdi.faces.portal.views import (
    application_form,
    application_leads,
    application_objections,
    application_past,
    applications,
    awards,
    documents,
    home,
    meetings,
    outcomes,
    people,
    reviewing,
    reviewing_acts,
    reviewing_file,
    reviewing_papers,
)
from bartholdi.faces.ui.dispatches import addresses as dispatches
from bartholdi.faces.ui.doors import each_signed_in, signed_in

app_name = "portal"
urlpatterns = [
    path("", signed_in(home.show), name="home"),
    path("applications/<int:pk>/", applying(applications.show), name="application"),
    path("applications/<int:pk>/page/<str:key>/", applying(application_form.page), name="application_page"),
    path("applications/<int:pk>/save/", applying(application_form.save), name="application_save"),
    path("applications/<int:pk>/now/", applying(application_form.now), name="application_now"),
    path("applications/<int:pk>/files/<int:file>/", applying(application_form.file), name="application_file"),
    path("applications/<int:pk>/check/", with_account(applications.check), name="application_check"),
    path("applications/<int:pk>/sent/<int:number>/", with_account(applications.submission), name="submission"),
    path("applications/<int:pk>/sent/<int:number>/paper/", signed_in(applications.paper), name="submission_paper"),
    path("applications/<int:pk>/withdraw/", with_account(applications.withdraw), name="application_withdraw"),
    path("applications/<int:pk>/versions/", applying(application_past.versions), name="application_versions"),
    path("applications/<int:pk>/reuse/", with_account(application_past.reuse), name="application_reuse"),
    path("applications/<int:pk>/leads/", with_account(application_leads.show), name="application_leads"),
    path("applications/<int:pk>/leads/<int:party>/<str:act>/", with_account(application_leads.act), name="application_lead"),
    path("applications/<int:pk>/objections/", with_account(application_objections.show), name="application_objections"),
    path(
        "applications/<int:pk>/objections/<int:objection>/back/",
        with_account(application_objections.take_back),
        name="application_objection_back",
    ),
    path("applications/<int:pk>/outcome/<int:number>/", signed_in(outcomes.paper), name="outcome_paper"),
    path("applications/<int:pk>/award/", with_account(awards.show), name="award"),
    path("documents/", signed_in(documents.show), name="documents"),
    path("documents/<int:pk>/", signed_in(documents.download), name="document"),
    path("documents/<int:pk>/rename/", signed_in(documents.rename), name="document_rename"),
    path("documents/<int:pk>/discard/", signed_in(documents.discard), name="document_discard"),
    path("meetings/<int:pk>/", signed_in(meetings.show), name="meeting"),
    path("meetings/<int:pk>/minutes/", signed_in(meetings.minutes), name="meeting-minutes"),
    path("applications/<int:pk>/letters/", signed_in(people.show), name="letters"),
    path("applications/<int:pk>/letters/add/<slug:key>/", signed_in(people.add), name="letter-add"),
    path("applications/<int:pk>/letters/<int:letter>/address/", signed_in(people.correct), name="letter-correct"),
    path("applications/<int:pk>/letters/<int:letter>/<slug:act>/", signed_in(people.do), name="letter-act"),
    path("reviewing/", signed_in(reviewing.start), name="reviewing"),
    path("reviewing/minutes/", signed_in(meetings.over), name="minutes"),
    path("reviewing/you/", signed_in(reviewing_acts.own), name="reviewer"),
    path("reviewing/file/", signed_in(reviewing_file.download), name="review_file"),
    path("reviewing/file/bring/", signed_in(reviewing_file.bring), name="review_bring"),
    path("reviewing/<int:pk>/", judging(reviewing.show), name="review"),
    path("reviewing/<int:pk>/answer-files/<int:file>/", judging(reviewing.file), name="review_file"),
    path("reviewing/<int:pk>/save/", judging(reviewing.save), name="review_save"),
    path("reviewing/<int:pk>/now/", judging(reviewing.now), name="review_now"),
    path("reviewing/<int:pk>/remark/", judging(reviewing_acts.remark), name="review_remark"),
    path("reviewing/<int:pk>/files/<int:file>/", judging(reviewing_papers.attachment), name="review_attachment"),
    path("reviewing/<int:pk>/letters/<int:letter>/", judging(reviewing_papers.letter), name="review_letter"),
    path(
        "reviewing/<int:pk>/letters/<int:letter>/files/<int:file>/",
        judging(reviewing_papers.letter_file),
        name="review_letter_file",
    ),
    path("reviewing/<int:pk>/<slug:act>/", judging(reviewing_acts.act), name="review_act"),
    *each_signed_in([*dispatches.patterns(), *dispatches.of_keys()]),
]
