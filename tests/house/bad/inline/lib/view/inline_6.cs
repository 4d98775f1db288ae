<img src="data:image/png;base64,AAAA" alt="">
