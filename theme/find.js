// “/” leads to the field to search by.
addEventListener("keydown", (event) => {
  const field = document.querySelector("[name=q]");
  if (!field || event.key !== "/" || event.ctrlKey || event.metaKey || event.target.closest("input, textarea, select")) return;
  event.preventDefault();
  field.focus();
  if (document.activeElement !== field) location = field.form.action;
});
