// Buttons that copy a field. Without script, or a clipboard, they stay hidden, and one copies by hand.
for (const button of document.querySelectorAll('button[data-copy]')) {
  const field = document.getElementById(button.dataset.copy);
  button.hidden = !navigator.clipboard;
  button.addEventListener('click', async () => {
    field.select();
    await navigator.clipboard.writeText(field.value);
    document.getElementById('copied').textContent = 'Copied.';
  });
}
