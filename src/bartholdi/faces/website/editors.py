"""Who may do what in the pages' workshop (/cms/), by role; officers and auditors have no key to it."""

from bartholdi.office.accounts import roles

EVERYTHING = ("add_page", "change_page", "publish_page", "bulk_delete_page", "lock_page", "unlock_page")

PAGES = {
    roles.EDITOR: EVERYTHING,
    roles.ADMINISTRATOR: EVERYTHING,
    roles.DIRECTOR: ("change_page", "publish_page"),  # reads every draft, corrects, publishes, takes away; begins nothing
}
PICTURES = {
    roles.EDITOR: ("add_image", "change_image", "delete_image", "choose_image"),
    roles.ADMINISTRATOR: ("add_image", "change_image", "delete_image", "choose_image"),
    roles.DIRECTOR: ("choose_image",),
}
REST = {  # application label, model, codename
    roles.EDITOR: (
        ("wagtailadmin", "admin", "access_admin"),
        ("website", "officesettings", "change_officesettings"),
        ("wagtail_localize", "translation", "submit_translation"),
        ("wagtailredirects", "redirect", "add_redirect"),
        ("wagtailredirects", "redirect", "change_redirect"),
        ("wagtailredirects", "redirect", "delete_redirect"),
    ),
    roles.DIRECTOR: (("wagtailadmin", "admin", "access_admin"),),
}
REST[roles.ADMINISTRATOR] = REST[roles.EDITOR]
