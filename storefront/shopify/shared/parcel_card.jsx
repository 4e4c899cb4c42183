// One parcel: where it is, when it comes, what to do, what has happened.
/** @import { Parcel, Words } from "./shapes" */
import { web } from "./api.js";
import { Items } from "./items.jsx";
import { StatusBadge } from "./status_badge.jsx";

const say = (key, words) => shopify.i18n.translate(key, words);

/** @param {{ parcel: Parcel, counted: number }} props */
function title({ parcel, counted }) {
  if (!parcel.position) return say("parcel.cancelled");
  if (counted < 2) return say("parcel.only");
  return say("parcel.of", { position: parcel.position, total: counted });
}

/** @param {{ parcel: Parcel, counted: number, words: Words }} props */
export function ParcelCard({ parcel, counted, words }) {
  return (
    <s-box border="base" borderRadius="base" padding="base">
      <s-stack gap="base">
        <s-stack direction="inline" gap="small" alignItems="center" justifyContent="space-between">
          <s-heading>{title({ parcel, counted })}</s-heading>
          <StatusBadge tone={parcel.tone} status={parcel.status} />
        </s-stack>
        <ParcelFacts parcel={parcel} words={words} />
      </s-stack>
    </s-box>
  );
}

/** @param {{ parcel: Parcel, words: Words }} props */
export function ParcelFacts({ parcel, words }) {
  const link = web(parcel.link);
  return (
    <s-stack gap="base">
      {parcel.action_required && (
        <s-banner tone="warning" heading={say(link ? "parcel.act" : "parcel.contact")} />
      )}
      <s-stack gap="small-200">
        {parcel.expected && (
          <Fact name={say(parcel.late ? "parcel.wasExpected" : "parcel.expected")}>
            {parcel.expected} {parcel.late && <s-badge tone="critical">{say("parcel.late")}</s-badge>}
          </Fact>
        )}
        {parcel.since && <Fact name={say("parcel.since")}>{parcel.since}</Fact>}
        {parcel.carrier && <Fact name={say("parcel.carrier")}>{parcel.carrier}</Fact>}
        {parcel.number && <Fact name={say("parcel.number")}>{parcel.number}</Fact>}
        {parcel.partner && words.partner && <Fact name={words.partner}>{parcel.partner}</Fact>}
        {parcel.checked && <Fact name={say("parcel.checked")}>{parcel.checked}</Fact>}
      </s-stack>
      <Pickup parcel={parcel} words={words} />
      {link && (
        <s-link href={link} target="_blank">
          {parcel.carrier ? say("parcel.follow", { carrier: parcel.carrier }) : say("parcel.open")}
        </s-link>
      )}
      <Proof parcel={parcel} words={words} />
      <Items heading={say("parcel.items")} items={parcel.items} />
      <Happenings parcel={parcel} />
      <Originals parcel={parcel} words={words} />
      {parcel.note && <s-text color="subdued">{parcel.note}</s-text>}
    </s-stack>
  );
}

function Fact({ name, children }) {
  return (
    <s-text>
      <s-text color="subdued">{name}:</s-text> {children}
    </s-text>
  );
}

/** @param {{ parcel: Parcel, words: Words }} props */
function Pickup({ parcel: { pickup }, words }) {
  if (!pickup) return null;
  const opening = pickup.hours.map(({ days, times }) => [days, times].filter(Boolean).join(" "));
  return (
    <s-stack gap="small-200">
      <s-text type="strong">{say("parcel.collect")}</s-text>
      {pickup.code && (
        <s-text>
          {words.pickup_code} <s-text type="strong">{pickup.code}</s-text>
        </s-text>
      )}
      {[pickup.name, pickup.street, pickup.town].filter(Boolean).map((line) => (
        <s-text key={line}>{line}</s-text>
      ))}
      {opening.map((line) => (
        <s-text key={line} color="subdued">
          {line}
        </s-text>
      ))}
      <Elsewhere link={pickup.map} text={words.map} />
    </s-stack>
  );
}

/** @param {{ parcel: Parcel, words: Words }} props */
function Proof({ parcel: { proof }, words }) {
  if (!proof) return null;
  return (
    <s-stack gap="small-200">
      <s-text type="strong">{words.handed_over}</s-text>
      {proof.signed_by && <s-text>{words.signed_by?.replace("{name}", () => proof.signed_by)}</s-text>}
      <Elsewhere link={proof.document} text={words.document} />
    </s-stack>
  );
}

/** @param {{ link?: string, text?: string }} props */
function Elsewhere({ link = "", text }) {
  if (!web(link) || !text) return null;
  return (
    <s-link href={link} target="_blank">
      {text}
    </s-link>
  );
}

/** @param {{ parcel: Parcel }} props */
function Happenings({ parcel: { days } }) {
  if (!days.length) return null;
  return (
    <s-details>
      <s-summary>{say("parcel.happened")}</s-summary>
      <s-stack gap="small">
        {days.map(({ label, happenings }) => (
          <s-stack gap="small-200" key={label}>
            <s-text type="strong">{label}</s-text>
            {happenings.map(({ instant, time, zone, what, where }) => (
              <s-text key={instant + what}>
                <s-time dateTime={instant}>{[time, zone].filter(Boolean).join(" ")}</s-time>{" "}
                {[what, where].filter(Boolean).join(" · ")}
              </s-text>
            ))}
          </s-stack>
        ))}
      </s-stack>
    </s-details>
  );
}

/** @param {{ parcel: Parcel, words: Words }} props */
function Originals({ parcel: { days }, words }) {
  const told = days.flatMap(({ label, happenings }) =>
    happenings.filter(({ original }) => original).map((one) => ({ ...one, label })),
  );
  if (!told.length || !words.originals) return null;
  return (
    <s-details>
      <s-summary>{words.originals}</s-summary>
      <s-stack gap="small-200">
        {told.map(({ instant, label, time, original }) => (
          <s-text key={instant + original}>
            {original} <s-text color="subdued">{`${label} ${time}`}</s-text>
          </s-text>
        ))}
      </s-stack>
    </s-details>
  );
}
