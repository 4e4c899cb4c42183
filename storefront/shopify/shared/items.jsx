// A short list of articles: how many of what.
/** @import { Item } from "./shapes" */

/** @param {{ heading: string, items: Item[] }} props */
export function Items({ heading, items }) {
  if (!items.length) return null;
  return (
    <s-stack gap="small-200">
      <s-text type="strong">{heading}</s-text>
      <s-unordered-list>
        {items.map(({ title, variant, quantity }) => (
          <s-list-item key={title + variant}>
            {quantity} × {[title, variant].filter(Boolean).join(", ")}
          </s-list-item>
        ))}
      </s-unordered-list>
    </s-stack>
  );
}
