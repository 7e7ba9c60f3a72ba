"""The addresses of a letter's pages for its writer: the link in their mail is the key, and there is no sign-in."""

from django.urls import path

from bartholdi.faces.portal.views import letters

app_name = "letters"
urlpatterns = [
    path("<str:token>/", letters.opened, name="open"),
    path("<str:token>/renew/", letters.renew, name="renew"),
    path("<str:token>/<int:pk>/", letters.write, name="letter"),
    path("<str:token>/<int:pk>/draft/", letters.draft, name="draft"),
    path("<str:token>/<int:pk>/seen/", letters.seen, name="seen"),
    path("<str:token>/<int:pk>/preview/", letters.preview, name="preview"),
    path("<str:token>/<int:pk>/send/", letters.send, name="send"),
    path("<str:token>/<int:pk>/file/", letters.file, name="file"),
    path("<str:token>/<int:pk>/file/remove/", letters.drop_file, name="drop-file"),
    path("<str:token>/<int:pk>/files/<int:file>/", letters.answer_file, name="answer-file"),
    path("<str:token>/<int:pk>/template/", letters.template, name="template"),
    path("<str:token>/<int:pk>/decline/", letters.decline, name="decline"),
    path("<str:token>/<int:pk>/hand-over/", letters.hand_over, name="hand-over"),
]
