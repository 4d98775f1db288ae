<button onclick="go()"></button>
