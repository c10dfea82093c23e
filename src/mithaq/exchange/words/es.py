"""256 Spanish words for fingerprints read aloud; word n stands for the byte n."""

from __future__ import annotations

from typing import Final

WORDS: Final = tuple(
    """
abanico abuela aceite aceituna acero acuario aduana ajedrez alambre alameda albañil aldea
alfombra algodón almendra alondra anillo arcilla armario arroyo asiento avestruz avión azafrán
azúcar bailarín balcón barco barril biblioteca bicicleta bigote bolsillo bombero borrego botella
brújula bufanda burbuja caballo cacao café caimán calabaza camello camino canasta candado
cangrejo caracol cartero cascada cebra cereza chaleco charco chocolate ciprés ciudad cocina
cocodrilo colibrí collar conejo corazón corcho corona cortina cuaderno cuchara cuerda damasco
delfín desierto dibujo domingo dragón elefante enero enjambre ensalada escalera escuela
esmeralda espada espejo espiga esponja febrero festival flamenco foca fogata fábrica galleta
gallo ganso garbanzo garza gaviota girasol gorila guante herrero hierba hilo hoja hombro
horizonte hormiga horno hortaliza huevo iglesia iguana imprenta invierno jabón jarrón jazmín
jueves julio lagarto laguna laurel leche lechuga lenteja leopardo león libro libélula lienzo
llanura lluvia loro luciérnaga luna lunes lámpara lápiz madera maestro manantial manga
mantequilla manzana mapa marfil martillo maíz medalla mejilla melón mercado miel moneda mosaico
muelle mulo murciélago museo mármol música navaja nevada nido noche nogal norte nube nuez
octubre océano oreja otoño palacio paloma pantalón pantera papagayo pavo payaso peluca pepino
perfume perla perro pescador piano piedra pincel pingüino pirámide planeta playa pluma plátano
pollo pomelo pozo pradera pueblo pulpo regalo reloj remolacha rincón roble rodilla rueda
ruiseñor salmón saltamontes sandalia sardina sastre sendero seta silla sirena sombrilla sábado
sótano tejado telar telescopio terciopelo ternero tesoro tijera tormenta torre tortuga tren
trucha tulipán turquesa túnel vaca vela velero venado ventana verano viernes violín viñedo
volcán yegua yogur zafiro zanahoria zorro águila ópera
""".split()  # noqa: SIM905  (a table, not 256 pairs of quotes)
)
