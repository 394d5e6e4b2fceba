/**
 * Page translators, extensions and proxies move, wrap and remove nodes that React has drawn. React would then throw from `removeChild` or
 * `insertBefore`, and take the whole page down (react issue 11538). From now on a node that was moved is removed from where it is, and
 * what should stand before it is put before what holds it now. Calls that fit the document are as ever.
 *
 * @param onLost called when a node that should be removed is not in the document at all: something stands in its place
 */
export function tolerateForeignChanges(onLost: () => void): void {
  const { removeChild, insertBefore } = Node.prototype;

  Node.prototype.removeChild = function <Child extends Node>(this: Node, child: Child): Child {
    if (child.parentNode === this) return removeChild.call(this, child) as Child;
    const holder = child.parentNode;
    if (holder === null) {
      onLost();
      return child;
    }
    removeChild.call(holder, child);
    removeEmptied(holder, this);
    return child;
  };

  Node.prototype.insertBefore = function <Added extends Node>(
    this: Node,
    added: Added,
    before: Node | null,
  ): Added {
    const place = before === null || before.parentNode === this ? before : childHolding(this, before);
    return insertBefore.call(this, added, place) as Added;
  };

  /** What was put around the removed node alone goes with it. */
  function removeEmptied(holder: Node, end: Node): void {
    for (let empty: Node | null = holder; empty !== null && empty !== end && !empty.hasChildNodes(); ) {
      const above: Node | null = empty.parentNode;
      if (above === null || !end.contains(above)) return;
      removeChild.call(above, empty);
      empty = above;
    }
  }
}

function childHolding(parent: Node, node: Node): Node | null {
  return Array.from(parent.childNodes).find((child) => child.contains(node)) ?? null;
}
