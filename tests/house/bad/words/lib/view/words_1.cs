<h1>Deals</h1>
