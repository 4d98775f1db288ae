<img src="<?cs var:Deal.Logo ?>" alt="">
