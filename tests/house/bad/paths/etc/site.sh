cp /root/portico/x .
