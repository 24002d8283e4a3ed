"""Words of four letters and more that stand in texts on anything, in six languages: they tell nothing of a subject.

They are written without accents and in small letters; a plural stands for its singular where both are as common.
"""

from __future__ import annotations

_ENGLISH = """
about above abstract academic academy accept accepted access accessed accord according accordingly account accounts
achieve achieved across action actions active activities activity actual actually addition additional additionally
address addressed adopt adopted advance advanced advantage advisor affairs affect affected after afterwards again
against agencies agency agenda agree agreed agreement agreements ahead allow allowed allowing allows almost alone along
already alternative although altogether always among amongst amount amounts analyses analysis analyze analyzed annual
another answer answers anyone anything apart apparent apparently appear appearance appeared appears applied apply
approach approaches appropriate april argue argued argues argument arguments arise around article articles aside asked
asking aspect aspects assistant associate associated associates association assume assumed attempt attempts attention
august author authors available avoid aware background based basic basis became because become becomes becoming before
began begin beginning begins behind being beings belief believe believed below benefit benefits besides better between
beyond board bring bringing brings broad broader brought build building built called calls cannot capable capacity
carried carry carrying cases cause caused causes center central centre centuries century certain certainly chair
chairman challenge challenges change changed changes changing chapter character characteristic characteristics
characters chief choice choices choose chosen circumstances cited citizen claim claimed claims clear clearly close
closely collect collected college combination combined comes coming comment comments committee common commonly
communication communities community company compare compared comparison complete completed completely complex complexity
component components concept concepts concern concerned concerning concerns conclude concluded conclusion conclusions
condition conditions conduct conducted conference congress connected connection consequence consequences consequently
consider considerable considerably consideration considered considering considers consist consists constant construct
constructed contain contained contains contemporary content contents context contexts continue continued continues
continuing contrast contribute contributed contribution contributions control conversely cooperation corporation correct
correspond corresponding could council countries country couple course cover covered create created creates creating
creation critical cross crucial cultural culture current currently daily dated dates datum decade decades december
decide decided decision decisions deeply default defense define defined definition degree demand demonstrate
demonstrated department depend depending depends derive derived describe described describes describing description
design designed desire despite detail detailed details determine determined develop developed developing development
developments differ difference differences different differently difficult difficulties difficulty dimension dimensions
direct directed direction directly director discover discovered discuss discussed discusses discussing discussion
discussions distinct distinction distinguish district divided division doctor document documents doing domestic doubt
download during earlier earliest early easier easily eastern economic economics economies economy edited editor editors
effect effective effectively effectiveness effects effort efforts eight either element elements elsewhere email emerge
emerged emphasis employ employed enable enabled enables ended ending english enough ensure enter entered entire entirely
equal equally especially essential essentially establish established establishing european event events eventually every
everyone everything evidence evident exactly examine examined examines example examples except exist existed existence
existing exists expand expect expected experience experienced experiences explain explained explains explanation express
expressed expression extend extended extensive extent factor factors facts failed fairly famous feature featured
features february federal field fields fifth figure figures final finally finding findings finds first firstly focus
focused focuses focusing follow followed following follows force forced foreign formed former forms forth forward found
foundation fourth framework frequent frequently friday fully function functions fundamental further furthermore future
gained gather gathered general generally generation generations given gives giving global goals going goods government
governments great greater greatest greatly ground grounds group groups growing grown growth hands happen happened
happens hardly having heard height helped helping helps hence herself hidden higher highest highly himself historical
history holding holds hours house https human hundred hundreds ideas identified identify identity image images imagine
immediate immediately impact implement implementation implemented implication implications importance important
importantly impossible improve improved include included includes including increase increased increases increasing
increasingly indeed independent indicate indicated indicates individual individually individuals industry influence
influenced influences inform information initial initially initiative inside instance instances instead institute
institution institutional institutions intend intended interest interested interesting interests internal interpretation
interpretations interview interviews introduce introduced introduction involve involved involves involving issue issued
issues itself january joined joint journal keeping kinds knowledge known knows lacking language large largely larger
largest lasting later latest latter leader leaders leadership leading leads learn learned least leave leaves leaving
lecturer length lesser letter level levels likely limit limited limits listed lists literature little lives living local
located location longer looked looking looks lower maintain maintained major majority makes making management manner
material materials matter matters maybe meaning meanings means meant measure measures medium meeting meetings member
members mention mentioned merely method methods middle might million millions minister ministry minor minute missing
mission model models modern moment monday money months moreover mostly moved movement moving multiple myself named
namely names nation national natural nature nearly necessarily necessary needed needs neither network networks never
nevertheless newly nobody nonetheless normal normally north northern notable notably noted notes nothing noticed notion
notions november number numbers numerous object objects observation observations observe observed obtain obtained
obvious obviously occasion occur occurred occurs october offer offered offering offers office officer officers official
officials often older online opened opening operation operations opinion opportunities opportunity opposed opposite
order organisation organisations organization organizations organized orientation origin original originally other
others otherwise ourselves outcome outcomes outside overall owing owner pages paper papers paragraph parallel partial
partially participant participants participate particular particularly parties partly partner partners parts party
passage passed passing pattern patterns people perceived percent perform performed perhaps period periods permit
permitted person personal persons perspective perspectives phase phenomena phenomenon picture piece pieces placed places
placing planning plans point pointed points policies policy political politics population position positions positive
possess possibilities possibility possible possibly potential potentially power powers practical practice practices
precisely prefer preferred prepare prepared presence present presented presenting presently presents president press
pressure presumably prevent previous previously primarily primary principal principle principles prior private probably
problem problems procedure procedures proceed process processes produce produced produces producing product production
products professional professor program programme programs project projects proper properly properties property propose
proposed provide provided provides providing public publication publications publish published publishing purpose
purposes pursue qualities quality quarter quarterly question questions quite quote quoted raise raised range ranging
rapid rapidly rarely rather reach reached reaching reader readers readily reading ready reality realize realized really
reason reasonable reasons receive received recent recently recognition recognize recognized recommended record recorded
records reduce reduced refer reference references referred referring refers reflect reflected reflects regard regarded
regarding regardless region regional regions related relates relating relation relations relationship relationships
relative relatively relevant remain remained remaining remains remarkable remember report reported reports represent
representation represented representing represents require required requirement requirements requires research
researcher researchers resource resources respect respective respectively respond response responses responsibility
responsible result resulted resulting results return returned reveal revealed reveals review rights roles rough roughly
rules running saturday scale scholar scholars scholarship science scientific scientist scientists scope search second
secondary secondly section sections seeing seeking seemed seems select selected selection senator senior sense sentence
sentences separate separately september series serious serve served serves service services session setting seven
several shall share shared sharing shift short shortly should showed showing shown shows sides significance significant
significantly similar similarly simple simpler simply simultaneously since single situation situations sixth skills
slightly small smaller social societies society solution solutions somehow someone something sometimes somewhat
somewhere source sources south southern space spaces speak speaking special specially specific specifically speed spent
spite staff stage stages stand standards standing start started starting starts state stated statement statements states
status steps still stood stopped story strategic strategies strategy strength strong stronger strongly structure
structures student students studied studies study studying style subject subjects subsequent subsequently substantial
success successful successfully sudden suddenly suffer sufficient suggest suggested suggesting suggests suitable summary
sunday support supported supporting supports suppose supposed surely surface surprising surrounding survey system
systematic systems table tables taken takes taking talking target tasks technical technique techniques technologies
technology tells tended tends terms texts thank thanks their theirs themes themselves theoretical theories theory there
thereby therefore these thesis thing things think thinking third thirdly thirty those though thought thoughts thousand
thousands three through throughout thursday times title titles today together topic topics total toward towards trace
tradition traditional traditions training treat treated treatment tried tries trouble truly truth trying tuesday turned
turning turns twenty twice types typical typically ultimately unable under underlying understand understanding
understood unique united units universities university unless unlike until upper urged usage useful using usually
valuable value values variety various varying version versions viewed views virtually visible vision volume volumes
wanted wants watch watched website wednesday weekly weeks welcome western whatever whenever where whereas whereby
wherever whether which whichever while whilst white whole wholly whose widely wider widespread willing wishes within
without words worked working works world worth would write writer writers writes writing writings written wrong wrote
yearly years yield young younger yourself
"""
_SHORT = """
able abre ainda alem alle also anno anos ante apos aqui area arts assez auch aunque aussi avec away back bajo base been
beim best bien body book both cada call came case ceci cela cette chez city come como comp cosa cost cual cuja cujo dado
dall dans dass data date days deal dear dees dell della demas denn desde deux deve dias dich dies dire dois donc done
door dopo dort down doze draw each ease east edge eine eles elle ellos else ends enfim entre eram eran eras esas esos
essa esse esta este etat etre euch even ever face fact fait fala fall fato faut fazer feel file fill find five fois fora
foram form four free from fuer fuera full gave gibt give goes good gran hace haja half hand hard hast hate hatte have
head hear held help here hers hier high hizo hoje hold home hors hour http idea idem ihre into isso isto item jede jene
jest join jour juge just kann keep kept kind knew know lack lado land last late lead left less leur lhes life like line
list live logo loin long look lose lost luego made mais make male many mark mean meet mehr mein meio mesa meta mich mind
miss modo mois more most move much muss must nach nada name near need nein nell next nine noch nome none north note nous
nova novo nuit obra oder ohne once onde ones only onto open other ours outra over page paid para parce part parte past
path pays pela pelo peut plan play plus pode point pois porque pour puis pull push qual quando quant quel quem quoi rate
read real rest rien rise role rule said same sans save seek seem seen sein seja self send sent sera serie seul show sich
side sign sind sino site size sobre solo some sono sont soon sort sous step stop suas such suis sull sulla suoi sure
tais take talk tant task team tell tels tempo temps tende term test text than that thee them then they this thou thus
time tipo toda todo told took tous tout town tras tree tres true tudo turn type umas unas unit unos unter upon used user
uses vari vary vast veio veja vers very vida viel view voce voici voir vous want ways week weil well wenn went were west
what when whom wide will wird wish with wohl word work wurde year your zeit zudem zwar zwei
"""
_FRENCH = """
acteur acteurs action actions activite activites actuel actuelle actuellement ailleurs ainsi alors analyse annee annees
appel appele apres article aspect aspects assez aucun aucune auquel auraient aurait aussi autant auteur auteurs autour
autre autrement autres avaient avais avait avant avoir ayant beaucoup besoin bonne cadre cause celle celles celui
cependant certain certaine certaines certains cette cettes chacun chacune chapitre chaque chose choses comme comment
compte concept conclusion condition conditions consiste construction contexte contraire contre cours debut depuis
dernier derniere dernieres derniers devant developpement devient difference differences different differente differentes
differents doivent donne donnee donnees donner durant effet effets egalement element elements eleve eleves elles encore
enfin enseignement ensemble ensuite entre envers environ essentiel etaient etait etant etude etudes evidence exemple
exemples existe experience facon facons faire faisant faite faites fallait falloir faudrait fonction force forme formes
forte francais francaise france general generale grand grande grandes grands groupe groupes histoire homme hommes idees
image importance important importante individu individus information interet jamais jours jusque laquelle leque lequel
lesquelles lesquels leurs lieux ligne livre longtemps lorsqu lorsque maintenant malgre maniere manieres memes mesure
mettre mieux mises modele moins moment monde moyen moyens nature neanmoins necessaire niveau niveaux nombre nombreuses
nombreux notamment notion notre nouveau nouveaux nouvelle nouvelles objet objets ordre ouvrage parce parfois parler
parmi partie parties partir passage pendant pense pensee permet permettent permettre personne personnes petit petite
petites petits peuvent place plupart plusieurs plutot point points politique politiques position possible possibles
pouvait pouvoir pratique pratiques premier premiere premieres premiers presence present presente presenter presque
principe probleme problemes processus production produit projet propose propre propres puisque quand quant quatre quelle
quelles quelque quelques question questions raison raisons rapport rapports realite recherche recherches reference
relation relations reponse reste resultat resultats retour savoir second seconde selon semble semblent seraient serait
seront seule seulement simple situation situations social sociale sociales sociaux societe soient sorte souvent suite
suivant suivante sujet sujets surtout systeme tandis tantot telle telles temps terme termes texte textes toujours toute
toutefois toutes travail travaux travers trois trouve trouver types ultime unique valeur valeurs venir verite voire
votre vraiment
"""
_SPANISH = """
abajo acerca acuerdo adelante ademas ahora algun alguna algunas alguno algunos ambas ambos analisis anterior antes
aparece apenas aquel aquella aquellas aquellos arriba articulo aspecto aspectos asunto aunque autor autores banda
bastante buena bueno cambio cambios campo capacidad capitulo caracter casos causa centro cierta ciertas cierto ciertos
cinco circunstancias claro completo comun concepto conceptos conclusion condicion condiciones conjunto conocer
conocimiento contexto contra contrario cosas creacion cuales cualquier cuando cuanto cuarto cuatro cuenta cuerpo
cuestion cuestiones debajo deben debido decir dejar delante demas dentro desarrollo desde despues dicha dichas dicho
dichos diferencia diferencias diferente diferentes distinta distintas distinto distintos donde durante efecto efectos
ejemplo elemento elementos ellas ellos embargo encima encontrar encuentra enfoque entonces entre epoca espacio especial
especialmente estaba estaban estado estados estan estar estas estos estudio estudios existe existen existencia
experiencia factores falta fecha figura final forma formas frente fuera fueron fuerza funcion general generales gente
gobierno gobiernos grado grande grandes grupo grupos haber habia habian hablar hacen hacer hacia hasta hecho hechos
historia historico hombre hombres humana humano ideas identidad igual importancia importante importantes individuo
individuos informacion interes internacional investigacion investigaciones jamas juego largo libro linea luego lugar
lugares manera maneras marco mayor mayores mayoria media mediante medio medios mejor menor menos mientras misma mismas
mismo mismos modelo momento mucha muchas mucho muchos mundo nacion nacional nadie naturaleza necesario necesidad ningun
ninguna ninguno nivel niveles nosotros nuestra nuestras nuestro nuestros nueva nuevas nuevo nuevos numero nunca objetivo
objetivos objeto obras orden origen otras otros paises palabra palabras papel parece parte partes partir pasado pensar
pequena pequeno periodo persona personas poder politica politicas politico politicos porque posibilidad posible posibles
posicion practica practicas presencia presente presentes primer primera primeras primero primeros principal principales
principio problema problemas proceso procesos produccion producto propia propias propio propios proyecto publica publico
puede pueden puesto punto puntos quien quienes quiere quizas razon realidad realizar region relacion relaciones respecto
resultado resultados saber seguir segun segunda segundo sentido seran seria siempre siendo siglo sigue siguiente
siguientes simple sistema sistemas situacion situaciones sobre social sociales sociedad solamente suelo superior tales
tambien tampoco tanta tanto tantos temas teoria tercer tercera termino terminos texto textos tiempo tiempos tiene tienen
tipos todas todavia todos tomar trabajo trabajos traves ultima ultimas ultimo ultimos unica unico unidad usted valor
valores varias varios veces verdad vista
"""
_PORTUGUESE = """
abaixo acerca acoes ainda algum alguma algumas alguns aluno alunos ambas ambos analise analises anterior antes aparece
apenas apresenta apresentado apresentam apresentar aquela aquelas aquele aqueles areas artigo artigos aspecto aspectos
assim assunto atividade atividades atraves atuais atual autor autora autores bastante campo capacidade capitulo carater
casos causa cerca certa certo cinco coisa coisas compreender compreensao comum conceito conceitos conclusao condicao
condicoes conforme conhecimento conhecimentos conjunto consideracao considerando construcao conta contexto contra
contribuicao corpo criacao dados decada dentre dentro depois desafio desafios desde desenvolvimento dessa dessas desse
desses desta destas deste destes devem dever diante diferenca diferencas diferente diferentes direito discurso disso
diversas diversos dizer durante efeito efeitos elementos embora encontra enfim enquanto ensino entanto entao entre epoca
escola escolar escolas espaco espacos especial especifica especificas especifico especificos essas esses estado estados
estao estar estas estava estes estudo estudos etapa evidencia exemplo existe existencia experiencia experiencias falta
fatores fazem fazer feita feito fenomeno figura final fonte foram forca forma formacao formas frente funcao gerais geral
governo grande grandes grupo grupos havia historia historica historico homem homens humana humano ideia ideias
identidade igual imagem imagens importancia importante importantes incluindo individuo individuos informacao informacoes
inicio instituicao instituicoes interesse internacional investigacao jamais justamente larga linguagem linha livro
locais local longo lugar maior maiores maioria maneira maneiras medida meios melhor menor menos mesma mesmas mesmo
mesmos metodo modelo modos momento momentos muita muitas muito muitos mundo nacionais nacional natureza necessaria
necessario necessidade necessidades nenhum nenhuma nessa nesse nesta neste niveis nivel nossa nosso novas novos numero
nunca objetivo objetivos objeto objetos obras ocorre ordem organizacao origem outra outras outro outros paises palavra
palavras papel parece parte partes participacao partir passado pelas pelos pensamento pensar pequena pequeno perceber
periodo permite perspectiva perspectivas pesquisa pesquisador pesquisadora pesquisadores pesquisas pessoa pessoas podem
poder politica politicas politico politicos ponto pontos populacao porem porque portanto posicao possibilidade
possibilidades possiveis possivel possui pouco poucos pratica praticas presenca presente presentes primeira primeiras
primeiro primeiros principais principal principio processo processos producao produto produtos professor professora
professores profissionais profissional projeto projetos proposta propria proprias proprio proprios publica publicas
publico publicos quais qualquer quando quanto quatro questao questoes razao realidade realizada realizado realizar
recursos referencia reflexao regiao relacao relacoes relevancia respeito resposta resultado resultados saber seculo
segue seguinte seguintes segunda segundo sejam sempre sendo sentido seria serie servicos sistema sistemas situacao
situacoes sobre sociais social sociedade somente tambem tanto tarefa tecnica tecnicas temas tempo tempos tende teoria
terceira termo termos texto textos tinha tipos todas todavia todos tornar trabalho trabalhos trata tratar ultima ultimas
ultimo ultimos universidade usado utilizacao utilizado valor valores varias varios verdade vezes vista visto
"""
_GERMAN = """
abgeschlossen allem allen aller allerdings alles allgemein allgemeine allgemeinen andere anderen anderer anderes anders
anfang anhand anlass ansatz anteil arbeit arbeiten aspekt aspekte aufgabe aufgaben aufgrund ausdruck auseinandersetzung
ausserdem autor autoren bedeutung bedingungen begriff begriffe beide beiden beispiel beispiele beispielsweise beitrag
beitrage bekannt bereich bereiche bereits besondere besonderen besonders besser bestimmte bestimmten bezeichnet bezug
bieten bilden bisher bleiben bleibt bringen buches dabei dadurch dafur dagegen daher dahinter damals damit danach
daneben daran darauf daraus darin darstellen darstellung daruber darum davon denen denken dennoch deren derer derselben
dessen deutlich deutsche deutschen deutscher deutschland diese diesem diesen dieser dieses dinge direkt dritte dritten
durch durfen ebene ebenen ebenfalls ebenso eigene eigenen eigener eigentlich einem einen einer eines einfach einfluss
einige einigen einiger einmal einzelne einzelnen element elemente entsprechend entsprechende entstehung entweder
entwicklung entwicklungen erfahrung erfahrungen ergebnis ergebnisse erklaren erscheint erste ersten erster erstmals
etwas falle fallen finden findet folge folgen folgende folgenden formen forschung forschungen frage fragen fruhe fruhen
fuhren fuhrt funktion ganze ganzen geben gebiet geburt gegen gegenuber gehen gehort gelten gemacht gemeinsam gemeinsame
genau genommen gerade gesamt gesamten geschichte gesehen gesellschaft gesellschaftlich gesellschaftlichen gestellt
gewesen gleich gleichen gleichzeitig grenzen gross grosse grossen grosser grund grunde grundlage gruppe gruppen haben
halten hatte hatten haufig heute hierbei hierfur hinaus hingegen hinsicht hinter hohen ihnen ihrem ihren ihrer ihres
immer indem inhalt inhalte innerhalb insbesondere insgesamt interesse jahre jahren jahrhundert jahrhunderts jedem jeden
jeder jedes jedoch jemand jener jeweiligen jeweils jungen kamen keine keinen keiner kleine kleinen kommen kommt konnen
konnte konnten konzept kraft kultur kulturellen lange langer lassen lasst leben lediglich leicht letzte letzten liegen
liegt literatur machen macht mehrere meine meist meisten mensch menschen mindestens mittel mochte moglich moglichkeit
moglichkeiten mussen musste nachdem nachher nachsten namen naturlich neben nehmen nennen neuen neuer nicht nichts
niemand normal notwendig nunmehr obwohl offensichtlich ordnung person personen perspektive phase politik politisch
politische politischen position praxis problem probleme prozess prozesse punkt punkte quelle quellen rahmen recht rechte
reihe richtung rolle sagen scheint schliesslich schon schreiben schrift schule sehen seien seine seinem seinen seiner
seines seite seiten selbst sicher sicht siehe sinne situation sofern sogar solche solchen solcher sollen sollte sollten
somit sondern sonst soweit sowie sowohl sozial soziale sozialen sprache spricht staat starke starker statt stehen steht
stelle stellen stellt struktur strukturen studie studien suche system systeme teile teilen texte thema themen trotz
umgang unter unterschied unterschiede unterschiedlich unterschiedliche unterschiedlichen ursprunglich verbunden
vergleich verhaltnis verschieden verschiedene verschiedenen verschiedener verstehen versteht versuch viele vielen vieler
vielleicht vielmehr voneinander vorher wahrend waren warum wegen weise weite weiter weitere weiteren weiterer weiterhin
welche welchen welcher wenig wenige weniger werden werke wesentlich wesentlichen wichtig wichtige wichtigen wieder
wiederum wirklich wirklichkeit wirkung wissen wissenschaft wissenschaftlich wissenschaftliche wissenschaftlichen wobei
wollen wollte worden worte wurde wurden zahlreich zahlreiche zahlreichen zeigen zeigt zeiten ziele zuerst zufolge
zugleich zumeist zunachst zuruck zusammen zusammenhang zweck zweite zweiten zwischen
"""
_ITALIAN = """
abbastanza adesso affinche aggiunta alcun alcuna alcune alcuni allora almeno altra altre altri altro ambito analisi
anche ancora andare appare appena appunto argomento articolo aspetti aspetto attivita attraverso attuale autore autori
avanti avere aveva avevano basta bisogna campo capitolo carattere causa centro certa certo chiaro ciascun ciascuna
ciascuno cinque circa comune comunque concetti concetto conclusione condizione condizioni conoscenza considerare
contesto contro corso costruzione creazione cultura culturale dagli dalla dalle degli della delle dello dentro deriva
detto devono differente differenti differenza differenze diversa diverse diversi diverso dovrebbe dunque durante effetti
effetto elementi elemento entrambi entro epoca erano esempi esempio esiste esistenza esperienza essere estate fatta
fatti fatto figura fonte fonti forma formazione forme forse forte forza fosse funzione furono generale generali genere
gente giorni giorno giovani governo grado grande grandi gruppi gruppo importante importanti importanza individui
individuo infatti infine informazioni inizio inoltre insieme interesse interno invece italia italiana italiani italiano
lavori lavoro lettura libro linea livelli livello lontano luoghi luogo maggior maggiore maggiori maniera medesimo
mediante meglio mentre metodo mezzi mezzo migliore minore modelli modello molta molte molti molto momenti momento mondo
natura nazionale necessario necessita negli nella nelle nello nemmeno nessun nessuna nessuno niente nostra nostre nostri
nostro nulla numero numerose numerosi nuova nuove nuovi nuovo oggetti oggetto oltre opera opere oppure ordine origine
ormai ovvero paese paesi parla parola parole parte parti particolare partire passato pensare pensiero periodo permette
persona persone piccola piccolo piuttosto poche pochi politica politiche politici politico popolazione portare posizione
possibile possibili possibilita possono poter potere potrebbe pratica pratiche precedente presente presenti presenza
presso prima prime primi primo principale principali principio problema problemi processi processo prodotto produzione
progetto proposito propri propria proprie proprio prospettiva pubblica pubblico punti punto qualche quale quali
qualsiasi quando quanto quarto quasi quattro quella quelle quelli quello questa queste questi questione questioni questo
quindi ragione rapporti rapporto realta relazione relazioni ricerca ricerche riferimento rispetto risultati risultato
ruolo sapere scelta scuola secolo seconda secondo seguente seguito sempre senso senza serie siano sistema sistemi
situazione situazioni sociale sociali societa soltanto soprattutto sotto spazi spazio specie spesso stata state stati
stato stessa stesse stessi stesso storia storica storico struttura strutture studi studio subito successivo sulla sulle
sullo tanta tanto tempi tempo teoria termine termini terzo testi testo tramite tratta trova trovare tutta tuttavia tutte
tutti tutto ultima ultimi ultimo unica unico uomini usato utile valore valori varie vedere vengono verita verso viene
vista volta volte vostro
"""

COMMON_WORDS = frozenset(" ".join((_SHORT, _ENGLISH, _FRENCH, _SPANISH, _PORTUGUESE, _GERMAN, _ITALIAN)).split())
