"use strict";

// What no form can do: asks the reader's device for a passkey, or to sign with one.
(() => {
  const signIn = document.getElementById("passkey-sign-in");
  const add = document.getElementById("passkey-add");
  const signedOut = document.getElementById("passkeys-signed-out");

  const bytes = text => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), c => c.charCodeAt(0));
  const text = buffer =>
    btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=/g, "");

  class Refusal extends Error {
    constructor(status) {
      super("refused with " + status);
      this.status = status;
    }
  }

  const send = (method, path, body) =>
    fetch(path, {
      method,
      headers: body ? { "Content-Type": "application/json" } : {},
      body: body && JSON.stringify(body),
    });
  const refresh = async () => (await send("POST", "/api/sessions/current/refresh")).ok;

  // A reader's access is short; whoever left the page open is let in again.
  const asReader = async (method, path, body) => {
    const answer = await send(method, path, body);
    return answer.status === 401 && (await refresh()) ? send(method, path, body) : answer;
  };
  const json = async answer => {
    if (!answer.ok) {
      throw new Refusal(answer.status);
    }
    return answer.json();
  };

  const said = problem => {
    if (problem.status === 401) {
      return add ? "You are not signed in any more." : "No account is opened by this passkey. Sign in by mail.";
    }
    switch (problem.status || problem.name) {
      case 409:
        return "You have as many passkeys as can be kept. Remove one first.";
      case 429:
        return "There were too many tries. Wait a while.";
      case "InvalidStateError":
        return "There is a passkey of yours on this device.";
      case "NotAllowedError":
      case "AbortError":
        return "Nothing was done: it was cancelled, or took too long.";
      default:
        return "It didn’t work. Try again.";
    }
  };

  const working = (section, button, work) => async event => {
    event.preventDefault();
    const status = section.querySelector("[role=status]");
    button.disabled = true;
    status.textContent = "Your device asks you now.";
    try {
      status.textContent = await work();
    } catch (problem) {
      status.textContent = said(problem);
    } finally {
      button.disabled = false;
    }
  };

  const signInByPasskey = async () => {
    const asked = await json(await send("POST", "/api/passkeys/sign-in-options"));
    const signed = await navigator.credentials.get({
      publicKey: {
        challenge: bytes(asked.challenge),
        rpId: asked.rpId,
        timeout: asked.timeout,
        userVerification: asked.userVerification,
      },
    });
    await json(
      await send("POST", "/api/passkeys/sessions", {
        credential: {
          id: signed.id,
          type: signed.type,
          response: {
            clientDataJSON: text(signed.response.clientDataJSON),
            authenticatorData: text(signed.response.authenticatorData),
            signature: text(signed.response.signature),
            userHandle: text(signed.response.userHandle),
          },
        },
      }),
    );
    const rest = "main > :not(h1, #passkey-sign-in), #passkey-sign-in > :not([role=status])";
    document.querySelectorAll(rest).forEach(part => (part.hidden = true));
    return "You are signed in and can read everything.";
  };

  const addPasskey = async label => {
    const asked = await json(await asReader("POST", "/api/passkeys/options"));
    const made = await navigator.credentials.create({
      publicKey: {
        rp: asked.rp,
        user: { ...asked.user, id: bytes(asked.user.id) },
        challenge: bytes(asked.challenge),
        pubKeyCredParams: asked.pubKeyCredParams,
        timeout: asked.timeout,
        authenticatorSelection: asked.authenticatorSelection,
        attestation: asked.attestation,
        excludeCredentials: asked.excludeCredentials.map(known => ({ ...known, id: bytes(known.id) })),
      },
    });
    await json(
      await asReader("POST", "/api/passkeys", {
        label,
        credential: {
          id: made.id,
          type: made.type,
          response: {
            clientDataJSON: text(made.response.clientDataJSON),
            attestationObject: text(made.response.attestationObject),
            transports: made.response.getTransports ? made.response.getTransports() : [],
          },
        },
      }),
    );
    location.assign("/passkeys?added");
    return "";
  };

  if (signedOut && !location.search.includes("again")) {
    refresh().then(again => again && location.replace("/passkeys?again"));
  }
  for (const form of document.querySelectorAll("form[action='/passkeys']")) {
    form.addEventListener("submit", async event => {
      event.preventDefault();
      await asReader("DELETE", "/api/passkeys/" + encodeURIComponent(form.elements.remove.value));
      location.assign("/passkeys");
    });
  }
  if (!window.PublicKeyCredential) {
    return;
  }
  if (signIn) {
    const button = signIn.querySelector("button");
    button.addEventListener("click", working(signIn, button, signInByPasskey));
    signIn.hidden = false;
  }
  if (add) {
    const form = add.querySelector("form");
    const button = form.querySelector("button");
    form.addEventListener("submit", working(add, button, () => addPasskey(form.elements.label.value)));
    add.hidden = false;
  }
})();
