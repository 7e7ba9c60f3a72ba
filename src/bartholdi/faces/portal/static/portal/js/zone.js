// Fills the hidden time zone of the sign-up form from the browser's own; it can be changed later.
for (const field of document.querySelectorAll("input[data-zone]")) {
  field.value ||= Intl.DateTimeFormat().resolvedOptions().timeZone ?? "";
}
