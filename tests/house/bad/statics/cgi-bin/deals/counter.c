static int requests;
