"""The desk's own words: those of DESIGN.md section 2 and what screens and commands say with them."""

from mithaq.agreement.vocabulary.term import family

WORDS = family(
    "word",
    """
party | party | Partie | طرف | Parte | فریق | en fr ar es ur
node | node | nœud | عقدة | nodo | نوڈ |
relationship | relationship | relation | علاقة | relación | تعلق |
channel | channel | canal | قناة | canal | چینل |
national_channel | national channel | canal national | قناة وطنية | canal nacional | قومی چینل |
joint_channel | joint channel | canal commun | قناة مشتركة | canal común | مشترکہ چینل |
feed | feed | fil | سلسلة | hilo | سلسلہ |
act | act | acte | إجراء | acto | کارروائی |
charter | charter | charte | ميثاق تأسيسي | carta fundacional | منشور |
record | record | fiche | قيد | ficha | اندراج |
version | version | version | نسخة | versión | نسخہ |
content | content | contenu | محتوى | contenido | مندرجات |
proposal | proposal | proposition | مقترح | propuesta | تجویز | ar
consent | consent | consentement | موافقة | consentimiento | رضامندی |
acceptance | acceptance | acceptation | قبول | aceptación | قبولیت |
refusal | refusal | refus | رفض | rechazo | انکار |
acknowledgement | acknowledgement | accusé de prise de connaissance | إقرار بالاطلاع | acuse de conocimiento | اطلاع کی توثیق |
agreed | agreed | convenu | متفق عليه | acordado | متفقہ | fr ar
acknowledged | acknowledged | pris en compte par tous | مطلع عليه من الجميع | conocido por todos | سب کے علم میں |
in_force | in force | en vigueur | ساري المفعول | en vigor | نافذ العمل | fr ar es
step | step | étape | خطوة | paso | مرحلہ |
office | office | fonction | صفة | cargo | عہدہ |
statement | statement | déclaration | بيان | declaración | بیان |
claim | claim | affirmation | ادعاء | afirmación | دعویٰ |
judgement | judgement | appréciation | تقييم | valoración | رائے |
citation | citation | citation | استشهاد | cita | اقتباس |
source | source | source | مصدر | fuente | ماخذ |
instrument | instrument | instrument | صك | instrumento | دستاویز |
clause | clause | clause | بند | cláusula | شق |
body | body | instance | هيئة | órgano | ادارہ |
national_section | national section | section nationale | قسم وطني | sección nacional | قومی شعبہ |
session | session | session | دورة | sesión | اجلاس | en fr ar ur
area | area of cooperation | domaine de coopération | مجال التعاون | ámbito de cooperación | شعبۂ تعاون | en fr ar es ur
priority | priority | priorité | أولوية | prioridad | ترجیح | en fr
programme | programme | programme | برنامج | programa | پروگرام | en fr ar
activity | activity | activité | نشاط | actividad | سرگرمی | fr ar es
commitment | commitment | engagement | التزام | compromiso | عہد | en fr ar
leg | leg of a commitment | volet d'un engagement | شطر من التزام | tramo de un compromiso | عہد کا حصہ |
project | project | projet | مشروع | proyecto | منصوبہ | en fr
review | year's review | bilan | حصيلة | balance | سالانہ جائزہ | fr ar
difference | difference | différend | خلاف | diferencia | اختلاف |
release | release | versement à l'espace commun | إحالة إلى الفضاء المشترك | divulgación | اجرا |
recall | recall | rappel | استرجاع | retirada | واپسی کی درخواست |
marking | marking | mention de protection | علامة التصنيف | marca de clasificación | درجہ بندی کا نشان |
ceiling | ceiling of the channel | plafond du canal | سقف القناة | techo del canal | چینل کی بالائی حد |
standing | standing | situation | الوضع القائم | situación | موجودہ صورتِ حال |
desk | desk | bureau | المكتب | mesa | ڈیسک |
bundle | bundle | pli | حزمة | valija | بستہ |
export | export | extrait intégral | نسخة مصدَّرة | exportación | برآمدہ نقل |
manifest | manifest | bordereau | بيان المحتويات | relación de contenido | فہرستِ مندرجات |
pairing | pairing | mise en relation | ربط العقدتين | emparejamiento | جوڑا بندی |
fingerprint | fingerprint | empreinte | بصمة | huella | شناختی نشان |
signature | signature | signature | توقيع | firma | دستخط | fr ar es ur
key | key | clé | مفتاح | clave | کلید |
root_key | root key | clé racine | مفتاح أصل | clave raíz | بنیادی کلید |
seen | seen | vu | اطُّلع عليه | visto | دیکھا ہوا |
head | head of a feed | dernier acte d'un fil | آخر السلسلة | último acto de un hilo | سلسلے کا سرا |
fork | fork | divergence de fil | تشعب | bifurcación | انشعاب |
gap | gap | lacune | ثغرة | laguna | خلا |
attachment | attachment | pièce jointe | مرفق | adjunto | منسلکہ |
silence | silence | silence | صمت | silencio | خاموشی |
not_stated | not stated | non précisé | غير مذكور | no consta | مذکور نہیں |
withheld | withheld | non communiqué | محجوب | reservado | پوشیدہ رکھا گیا |
disputed | disputed | en désaccord | محل خلاف | en desacuerdo | زیرِ اختلاف |
recorded_by_us | recorded by us | consigné par nous | مسجَّل من طرفنا | registrado por nosotros | ہماری طرف سے درج |
ours | ours | de notre côté | من جانبنا | por nuestra parte | ہماری جانب |
theirs | theirs | de leur côté | من جانبهم | por su parte | ان کی جانب |
alternat | alternat | alternat | التناوب في الترتيب | alternado | باری کا اصول |
crossing | crossing | croisement | تقاطع | cruce | تقاطع |
amendment | amendment | amendement | تعديل | enmienda | ترمیم | ur
officer | officer | officier | ضابط | oficial | افسر |
register | register | registre | سجل القيد | registro general | رجسٹر |
conversation | conversation | échanges | تبادل الملاحظات | conversación | گفتگو |
deadline | due date | échéance | أجل | vencimiento | مقررہ تاریخ |
backup | backup | sauvegarde | نسخة احتياطية | copia de seguridad | محفوظ نقل |
restore | restore | restauration | استعادة | restauración | بحالی |
lock | lock on signing | verrou de signature | قفل التوقيع | bloqueo de firma | دستخط کا قفل |
""",
)
