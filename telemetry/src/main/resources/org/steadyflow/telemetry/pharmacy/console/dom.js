// Building and updating elements. Text is only ever set as text, never as markup.

/** An element with attributes and children; a child may be a string. Attributes that are false or absent are left out. */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === true) element.setAttribute(name, "");
    else if (value !== false && value != null) element.setAttribute(name, value);
  }
  element.append(...children.flat().filter((child) => child != null && child !== false));
  return element;
}

/** Sets the text where it differs, so that a screen reader is not told twice. */
export function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/**
 * Makes the children of a parent follow a list: one child a key, kept while its key stays, so that focus stays too.
 * make(item) builds a child, child.show(item) brings it up to date.
 */
export function follow(parent, items, keyOf, make) {
  const kept = new Map([...parent.children].map((child) => [child.dataset.key, child]));
  let place = parent.firstElementChild;
  for (const item of items) {
    const key = keyOf(item);
    let child = kept.get(key);
    if (!child) {
      child = make(item);
      child.dataset.key = key;
    }
    kept.delete(key);
    if (child === place) place = place.nextElementSibling;
    else moveKeepingFocus(parent, child, place);
    child.show(item);
  }
  kept.forEach((child) => child.remove());
}

function moveKeepingFocus(parent, child, place) {
  const focused = child.contains(document.activeElement) ? document.activeElement : null;
  parent.insertBefore(child, place);
  if (focused) focused.focus();
}
