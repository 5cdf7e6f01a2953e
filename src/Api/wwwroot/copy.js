// A button that copies a field. Without script, or a clipboard, it stays hidden, and one copies by hand.
const button = /** @type {HTMLButtonElement | null} */ (document.querySelector('button[data-copy]'));
const field = /** @type {HTMLInputElement | null} */ (document.getElementById(button?.dataset.copy ?? ''));
const copied = document.getElementById('copied');
if (button && field && copied) {
	button.hidden = !navigator.clipboard;
	button.addEventListener('click', async () => {
		field.select();
		await navigator.clipboard.writeText(field.value);
		copied.textContent = 'Copied.';
	});
}
