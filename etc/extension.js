// A sample of an extension (README, "Extensions by script"): it asks the portal who is signed in, and says so at the foot of each page, with a
// link for those who may order. It runs under the portal's own policy: a file of the same host, no inline script, no other host.
const place = document.getElementById("extension");
const audience = location.pathname.startsWith("/billing") ? "customer" : "partner";
const reply = place && await fetch(`/api/session?audience=${audience}`, { headers: { accept: "application/json" } });
if (reply?.ok) { // 401: nobody is signed in here
  const { name, organisation, rights } = await reply.json();
  place.textContent = organisation ? `${name}, ${organisation} ` : `${name} `; // an end customer has none
  if (rights.some((right) => right.key === "order.write")) {
    const link = document.createElement("a");
    link.href = "/offers";
    link.textContent = "Order";
    place.append(link);
  }
  place.hidden = false;
}
