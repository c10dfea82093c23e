"""256 French words for fingerprints read aloud; word n stands for the byte n."""

from __future__ import annotations

from typing import Final

WORDS: Final = tuple(
    """
abeille abricot agneau aiguille amande ananas ancre antilope arbre argile armoire artichaut
asperge aubergine autruche aviron avocat baguette balai balcon baleine banane bateau berger
biberon biche bijou biscuit blanc bleuet boisson bonbon bouclier bougie boulanger brioche
brouillard bureau cabane café camion cannelle capitaine cargo carotte carrefour carton casserole
chaise chaleur charbon chaussure chemin cheval chocolat chèvre citron clairière coffre colline
compas comptoir comète coquelicot coquillage corail cordage coton coude coussin crocodile
cuisine dalle damier dauphin dentelle diamant dimanche dindon domino dragon drapeau décembre
désert escargot fable faisan falaise famille farine faucon fauteuil fenêtre fermier filet flamme
fleuve flocon flèche foin forêt foulard fourmi fraise fromage février galerie gant garage
gazelle genou gingembre girafe glacier gomme gorille goutte grange grenade grenouille guitare
hamac hibou hirondelle hiver huître héron insecte jardin jeudi jonquille jouet journal jument
kiosque laine laitue lampe lanterne lapin laurier lavande lentille limonade loutre lumière lundi
lune lunettes lynx léopard lézard manteau marché marmotte matelot maïs melon menthe miel moineau
montagne mosaïque mouette moulin mouton navire noisette nombre nord nuage octobre oignon oiseau
opéra ouragan palmier panthère parapluie parfum perroquet persil phare pharmacie piano pigeon
pinceau pingouin pirogue planète plateau plume pommier pont porcelaine potager prairie prince
printemps prune puits pupitre pyramide pélican quartier radis raisin renard requin rivière roman
roseau rouge ruban ruisseau réveil sabot safran salade samedi saule saumon serviette sirop
soldat sucre tableau tambour tapis tasse taureau théâtre tonnerre toupie tournesol train
traîneau tribunal trompette truite trésor turquoise vendredi vigne village violon voilier voisin
voyage zèbre écharpe échelle éclair écorce écureuil étable
""".split()  # noqa: SIM905  (a table, not 256 pairs of quotes)
)
