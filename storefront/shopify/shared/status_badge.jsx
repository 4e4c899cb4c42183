// A status in a word or two; the icon says the same again, for those who do not see colours.
/** @import { Tone } from "./shapes" */

const LOOKS = /** @type {const} */ ({
  waiting: { icon: "clock", tone: "neutral" },
  moving: { icon: "delivery", tone: "auto" },
  ready: { icon: "store", tone: "auto" },
  good: { icon: "check-circle", tone: "auto" },
  trouble: { icon: "alert-triangle", tone: "critical" },
  over: { icon: "x-circle", tone: "neutral" },
});

/** @param {{ tone: Tone, status: string }} props */
export function StatusBadge({ tone, status }) {
  const { icon, tone: look } = LOOKS[tone] ?? LOOKS.moving;
  return (
    <s-badge tone={look} icon={icon}>
      {status}
    </s-badge>
  );
}
