// What is shown instead of an answer: that it is coming, or that it did not come.
const say = (key) => shopify.i18n.translate(key);

export function Loading() {
  return (
    <s-stack gap="small" accessibilityRole="status" accessibilityLabel={say("loading")}>
      <s-skeleton-paragraph content={say("loading")} />
      <s-skeleton-paragraph content={say("loading")} />
    </s-stack>
  );
}

/** @param {{ problem: string, retry: () => void }} props */
export function Failed({ problem, retry }) {
  return (
    <s-banner tone="warning" heading={problem || say("failed")}>
      <s-button onClick={retry}>{say("retry")}</s-button>
    </s-banner>
  );
}
