if AREA_HOME
endif
