// Passkeys: a form with data-passkey asks the browser before it is sent. The style sheet shows it
// where scripts run at all, so that nothing moves when this one comes; the other ways are there in any case.
(() => {
  "use strict";
  const STALE_MS = 10 * 60 * 1000;
  const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (sign) => sign.charCodeAt(0));
  const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  const keys = (list) => (list ? list.split(",") : []).map((id) => ({ type: "public-key", id: bytes(id) }));

  const create = ({ challenge, host, site, user, userName, userLabel, others }) =>
    navigator.credentials.create({
      publicKey: {
        challenge: bytes(challenge),
        rp: { id: host, name: site },
        user: { id: bytes(user), name: userName, displayName: userLabel },
        pubKeyCredParams: [{ type: "public-key", alg: -7 }],
        authenticatorSelection: { residentKey: "required", requireResidentKey: true, userVerification: "required" },
        excludeCredentials: keys(others),
        attestation: "none",
      },
    });
  const get = ({ challenge, host, others }) =>
    navigator.credentials.get({ publicKey: { challenge: bytes(challenge), rpId: host, userVerification: "required", allowCredentials: keys(others) } });

  function fill(form, { id, response }) {
    const values = {
      credential: id,
      client_data: text(response.clientDataJSON),
      attestation: response.attestationObject && text(response.attestationObject),
      authenticator: response.authenticatorData && text(response.authenticatorData),
      signature: response.signature && text(response.signature),
      user: response.userHandle && text(response.userHandle),
    };
    for (const [name, value] of Object.entries(values)) if (form.elements[name]) form.elements[name].value = value || "";
  }

  document.querySelectorAll("form[data-passkey]").forEach((form) => {
    form.hidden = !window.PublicKeyCredential;
    const wrong = form.querySelector("[data-wrong]");
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      if (!form.reportValidity()) return;
      // An old page's challenge is refused: a fresh one comes with a fresh page.
      if (performance.now() > STALE_MS) return location.reload();
      wrong.hidden = true;
      try {
        fill(form, await (form.dataset.passkey === "create" ? create : get)(form.dataset));
      } catch {
        wrong.hidden = false;
        return;
      }
      form.submit();
    });
  });
})();
