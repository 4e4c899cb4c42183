// To who came by a link in a mail: only the status is shown, and how to see more.
import { useAuthenticationState } from "@shopify/ui-extensions/customer-account/preact";

const say = (key) => shopify.i18n.translate(key);

export function LoginHint() {
  if (useAuthenticationState() === "fully_authenticated") return null;
  return (
    <s-banner tone="info" heading={say("login.heading")}>
      <s-button onClick={() => shopify.requireLogin()}>{say("login.button")}</s-button>
    </s-banner>
  );
}
