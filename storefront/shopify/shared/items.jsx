// A short list of articles: how many of what, and what they cost where that is told.
/** @import { Item } from "./shapes" */

/** @param {{ heading: string, items: Item[] }} props */
export function Items({ heading, items }) {
  if (!items.length) return null;
  return (
    <s-stack gap="small-200">
      <s-text type="strong">{heading}</s-text>
      <s-unordered-list>
        {items.map((item) => (
          <s-list-item key={item.title + item.variant}>
            <Line item={item} />
          </s-list-item>
        ))}
      </s-unordered-list>
    </s-stack>
  );
}

/** @param {{ item: Item }} props */
function Line({ item: { title, variant, quantity, image = "", price } }) {
  const text = `${quantity} × ${[title, variant].filter(Boolean).join(", ")}`;
  return (
    <s-stack direction="inline" gap="small" alignItems="center">
      {/^https:/i.test(image) && <s-product-thumbnail src={image} alt="" size="small-100" />}
      <s-text>{text}</s-text>
      {price && <s-text color="subdued">{price}</s-text>}
    </s-stack>
  );
}
