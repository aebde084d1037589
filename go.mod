module jianbao

go 1.26.8
