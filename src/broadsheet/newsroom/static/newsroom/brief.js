// Who has chosen a picture says next what it shows: the cursor goes there by itself.
document.addEventListener('change', ({ target }) => {
  if (target.name === 'picture') document.getElementById('id_alt').focus();
});
