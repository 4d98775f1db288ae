<input placeholder="Name of the deal">
