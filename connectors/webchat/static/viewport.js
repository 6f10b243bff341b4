// Where the on-screen keyboard covers the page instead of shrinking it, the page shrinks itself.

const KEYBOARD = 80;

export function keepAboveKeyboard() {
  const view = window.visualViewport;
  if (!view) return;
  const style = document.documentElement.style;
  const fit = () => {
    const zoomed = Math.abs(view.scale - 1) > 0.02;
    if (!zoomed && window.innerHeight - view.height > KEYBOARD) {
      style.setProperty('--height', `${view.height}px`);
      style.setProperty('--top', `${view.offsetTop}px`);
    } else {
      style.removeProperty('--height');
      style.removeProperty('--top');
    }
  };
  view.addEventListener('resize', fit);
  view.addEventListener('scroll', fit);
}
