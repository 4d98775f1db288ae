if AREA_LOGIN
endif
