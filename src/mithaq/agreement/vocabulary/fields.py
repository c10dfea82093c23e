"""Fields of contents: name, type and labels. A name means the same in every kind.

The second column is the type: ``text`` (by language), ``string``, ``int``, ``bool``, ``date``,
``party``, ``side`` (a party or ``all``), ``language``, ``ref``, ``pin``, ``sha256``, ``free`` (kept
as it is), ``code:<family>``, ``object:<shape>``; a star after it makes it a list.
"""

from types import MappingProxyType

from mithaq.agreement.vocabulary.term import Field, family

_TABLE = """
title | text | title | titre | العنوان | título | عنوان
type | string | type | type | النوع | tipo | قسم
reference | string | reference | référence | المرجع | referencia | حوالہ نمبر
parties | party* | parties | Parties | الأطراف | Partes | فریقین
signed_on | date | date of signature | date de signature | تاريخ التوقيع | fecha de firma | تاریخِ دستخط
place | text | place | lieu | المكان | lugar | مقام
signatories | object:signatory* | signatories | signataires | الموقعون | firmantes | دستخط کنندگان
basis | code:basis | how it is known | source de l'information | مصدر المعرفة | cómo consta | علم کی بنیاد
authentic_languages | language* | authentic languages | langues faisant foi | اللغات ذات الحجية | idiomas auténticos | مستند زبانیں
prevailing_language | language | prevailing language | langue qui prévaut | اللغة المرجَّحة | idioma que prevalece | فوقیت رکھنے والی زبان
entry_rule | code:entry_rule | entry into force | entrée en vigueur | الدخول حيز التنفيذ | entrada en vigor | نفاذ کا قاعدہ
entry_date | date | date of entry into force | date d'entrée en vigueur | تاريخ الدخول حيز التنفيذ | fecha de entrada en vigor | تاریخِ نفاذ
entry_delay_days | int | delay in days | délai en jours | الأجل بالأيام | plazo en días | مہلت (دن)
duration_months | int | duration in months | durée en mois | المدة بالأشهر | duración en meses | مدت (مہینے)
renewal_months | int | tacit renewal in months | reconduction tacite en mois | التجديد التلقائي بالأشهر | prórroga tácita en meses | خودکار تجدید (مہینے)
notice_months | int | notice in months | préavis en mois | أجل الإشعار بالأشهر | preaviso en meses | نوٹس کی مدت (مہینے)
binding | code:binding | legal nature | nature juridique | الطبيعة القانونية | naturaleza jurídica | قانونی نوعیت
publicity | text | publicity | publicité | العلنية | publicidad | تشہیر
parent | ref | parent | fiche parente | القيد الأصل | ficha superior | بالا دستاویز
supersedes | ref | replaces | remplace | يعوّض | sustituye a | کی جگہ لیتا ہے
clauses | object:clause* | clauses | clauses | البنود | cláusulas | شقیں
note | text | note | note | ملاحظة | nota | نوٹ
number | string | number | numéro | الرقم | número | نمبر
heading | text | heading | intitulé | عنوان البند | encabezado | سرخی
code | string | code | code | الرمز | código | کوڈ
text | text | text | texte | النص | texto | متن
parameters | free | parameters | paramètres | المعطيات | parámetros | تفصیلات
party | party | party | Partie | الطرف | Parte | فریق
name | string | name | nom | الاسم | nombre | نام
office | text | office | fonction | الصفة | cargo | عہدہ
rank | string | rank | grade | الرتبة | grado | رینک
instrument | ref | instrument | instrument | الصك | instrumento | دستاویز
clause | string | clause | clause | البند | cláusula | شق
mandate | text | mandate | mandat | الاختصاصات | mandato | اختیارات
level | text | level | niveau | المستوى | nivel | سطح
chair_rule | text | who chairs | présidence | الرئاسة | presidencia | صدارت
frequency_months | int | months between sessions | mois entre sessions | الأشهر بين الدورات | meses entre sesiones | اجلاسوں کے درمیان مہینے
alternation | text | alternation | alternance | التناوب | alternancia | باری
quorum | text | quorum | quorum | النصاب | quórum | کورم
decision_rule | text | how it decides | mode de décision | قاعدة اتخاذ القرار | regla de decisión | فیصلے کا طریقہ
rules_of_procedure | text | rules of procedure | règlement intérieur | النظام الداخلي | reglamento interno | قواعدِ کار
sections | object:section* | national sections | sections nationales | الأقسام الوطنية | secciones nacionales | قومی شعبے
head | text | head | chef | الرئيس | jefe | سربراہ
deputy | text | deputy | adjoint | النائب | adjunto | نائب
secretary | text | secretary | secrétaire | الكاتب | secretario | سیکرٹری
members | text* | members | membres | الأعضاء | miembros | ارکان
contacts | object:contact* | points of contact | points de contact | نقاط الاتصال | puntos de contacto | رابطہ کار
subject | text | subject | objet | الموضوع | asunto | موضوع
person | string | person | personne | الشخص | persona | شخص
channels | text | how to reach | coordonnées | وسائل الاتصال | cómo contactar | رابطے کے ذرائع
from | date | from | depuis | ابتداء من | desde | سے
until | date | until | jusqu'au | إلى غاية | hasta | تک
status | code:area_status | status | statut | الوضعية | situación | حیثیت
area | code:area | area | domaine | المجال | ámbito | شعبہ
areas | code:area* | areas | domaines | المجالات | ámbitos | شعبے
year | int | year | année | السنة | año | سال
span | date | period covered | période couverte | الفترة المشمولة | periodo cubierto | زیرِ احاطہ مدت
session | ref | session | session | الدورة | sesión | اجلاس
activities | pin* | activities | activités | الأنشطة | actividades | سرگرمیاں
period | date | date or period | date ou période | التاريخ أو الفترة | fecha o periodo | تاریخ یا مدت
host | side | host | Partie hôte | الطرف المضيف | Parte anfitriona | میزبان
participants | object:participation* | participants | participants | المشاركون | participantes | شرکا
cost_rule | code:cost_rule | cost rule | règle de financement | قاعدة النفقات | regla de gastos | اخراجات کا قاعدہ
cost_note | text | manner of execution and costs | modalités d'exécution et financement | كيفية التنفيذ والنفقات | modo de ejecución y gastos | عمل درآمد اور اخراجات
remarks | text | remarks | observations | ملاحظات | observaciones | ملاحظات
priorities | ref* | priorities served | priorités servies | الأولويات المخدومة | prioridades atendidas | متعلقہ ترجیحات
leads | object:lead* | lead on each side | responsable de chaque côté | المسؤول عن كل طرف | responsable de cada parte | ہر جانب ذمہ دار
languages | language* | working languages | langues de travail | لغات العمل | idiomas de trabajo | کارگزار زبانیں
interpretation | text | interpretation | interprétation | الترجمة الفورية | interpretación | ترجمانی
event_marking | code:marking | classification of the event | classification de l'activité | تصنيف النشاط | clasificación de la actividad | سرگرمی کی درجہ بندی
papers_marking | code:marking | classification of its papers | classification des documents | تصنيف الوثائق | clasificación de los documentos | دستاویزات کی درجہ بندی
prerequisites | text | prerequisites | conditions préalables | الشروط المسبقة | requisitos previos | پیشگی شرائط
lead_days | int | days needed beforehand | délai préalable en jours | الأجل المسبق بالأيام | antelación en días | پیشگی درکار دن
origin | code:origin | origin | origine | المنشأ | origen | اصل
series | string | series | série | السلسلة | serie | سلسلہ
edition | int | edition | édition | النسخة | edición | ایڈیشن
report_due | date | report due | compte rendu attendu | أجل التقرير | informe previsto | رپورٹ کی تاریخ
parent_activity | ref | belongs to activity | relève de l'activité | تابع للنشاط | pertenece a la actividad | متعلقہ سرگرمی
mode | code:mode | manner | mode | الكيفية | forma de celebración | طریقہ
access_needed | bool | access to classified information | accès à des informations classifiées | الولوج إلى معلومات مصنفة | acceso a información clasificada | خفیہ معلومات تک رسائی
seats | int | places offered | places offertes | المقاعد المعروضة | plazas ofrecidas | پیش کردہ نشستیں
areas_waived | bool | accepted although the area is not agreed | accepté hors domaine convenu | مقبول خارج المجالات المتفق عليها | aceptado fuera de los ámbitos acordados | غیر متفقہ شعبے کے باوجود منظور
third_parties | text | third parties | tierces parties | أطراف ثالثة | terceros | تیسرے فریق
nature | code:commitment_kind | nature | nature | الطبيعة | naturaleza | نوعیت
legs | object:leg* | legs | volets | الشطور | tramos | حصے
duty | text | what is owed | ce qui est dû | ما هو ملتزَم به | lo debido | جو واجب ہے
due | date | due | échéance | الأجل | vencimiento | مقررہ تاریخ
source | ref | source | source | المصدر | fuente | ماخذ
composition | text | composition | composition | التشكيلة | composición | ترکیب
count | int | how many | nombre | العدد | cantidad | تعداد
question | text | question | question | السؤال | pregunta | سوال
records | ref* | records | fiches | القيود | fichas | اندراجات
publisher | string | publisher | éditeur | الناشر | editor | ناشر
language | language | language | langue | اللغة | idioma | زبان
url | string | address | adresse | العنوان الإلكتروني | dirección | پتہ
date | date | date | date | التاريخ | fecha | تاریخ
reliability | string | reliability | fiabilité | الموثوقية | fiabilidad | اعتبار
modality | code:modality | modality | modalité | صيغة الحدوث | modalidad | کیفیت
value | string | value | valeur | القيمة | valor | قدر
citations | object:citation* | citations | citations | الاستشهادات | citas | اقتباسات
attribution | string* | attributed to | attribué à | منسوب إلى | atribuido a | سے منسوب
verdict | code:verdict | verdict | avis | الحكم | dictamen | فیصلہ
reason | text | reason | motif | السبب | motivo | وجہ
correction | string | corrected value | valeur corrigée | القيمة المصححة | valor corregido | تصحیح شدہ قدر
claim | ref | claim | affirmation | الادعاء | afirmación | دعویٰ
names | free | names | noms | الأسماء | nombres | تمام نام
country | string | country | pays | البلد | país | ملک
organisation | ref | organisation | organisation | المؤسسة | organización | ادارہ
body | ref | body | instance | الهيئة | órgano | ادارۂ مشترکہ
ordinal | int | ordinal | rang | الترتيب | ordinal | ترتیبی نمبر
delegations | free | delegations | délégations | الوفود | delegaciones | وفود
agenda | ref* | agenda | ordre du jour | جدول الأعمال | orden del día | ایجنڈا
decisions | ref* | decisions | décisions | القرارات | decisiones | فیصلے
reservations | text | reservations | réserves | التحفظات | reservas | تحفظات
next_session | text | next session | prochaine session | الدورة المقبلة | próxima sesión | آئندہ اجلاس
effect | string | effect | effet | الأثر | efecto | اثر
indicator | text | indicator | indicateur | المؤشر | indicador | اشاریہ
review_on | date | review on | à revoir le | تاريخ المراجعة | revisión el | جائزے کی تاریخ
options | free | options | options | الخيارات | opciones | متبادل تجاویز
method | string | method | méthode | المنهجية | método | طریقِ کار
result | free | result | résultat | النتيجة | resultado | نتیجہ
phase | string | phase | phase | المرحلة | fase | مرحلہ
companies | free | companies | entreprises | الشركات | empresas | کمپنیاں
work_share | text | work share | partage des travaux | تقاسم الأشغال | reparto del trabajo | کام کی تقسیم
export_control | text | export control | contrôle des exportations | مراقبة التصدير | control de exportaciones | برآمدی کنٹرول
risk | text | risk | risque | المخاطر | riesgo | خطرہ
amount | string | amount | montant | المبلغ | importe | رقم
currency | string | currency | monnaie | العملة | moneda | کرنسی
borne_by | side | borne by | à la charge de | على نفقة | a cargo de | کس کے ذمے
observation | text | observation | constat | الملاحظة المعاينة | observación | مشاہدہ
conclusion | text | conclusion | conclusion | الخلاصة | conclusión | نتیجۂ فکر
recommendation | text | recommendation | recommandation | التوصية | recomendación | سفارش
remedial_action | text | remedial action | mesure corrective | الإجراء التصحيحي | medida correctiva | اصلاحی اقدام
counts | free | counts | décomptes | الأعداد | recuentos | گنتی
direction | string | direction | sens | الاتجاه | sentido | سمت
answers | ref | answers | répond à | جواب على | responde a | کے جواب میں
object | ref | about | objet visé | الموضوع المعني | asunto tratado | متعلقہ شے
positions | free | positions | positions | المواقف | posiciones | مؤقف
settlement | text | settlement | règlement | التسوية | solución | تصفیہ
conditions | text | conditions | conditions | الشروط | condiciones | شرائط
equivalences | free | equivalences | équivalences | جدول التكافؤ | equivalencias | مساوات
term | free | term | terme | المصطلح | término | اصطلاح
sha256 | sha256 | hash of the text | empreinte du texte | بصمة النص | huella del texto | متن کا ہیش
start | int | start | début | البداية | inicio | آغاز
end | int | end | fin | النهاية | fin | اختتام
quote | string | quote | citation exacte | النص المقتبس | cita literal | لفظ بہ لفظ اقتباس
"""


def _split(table: str) -> tuple[str, dict[str, str]]:
    """Take the types out of the table, leaving labels."""
    labels, types = [], {}
    for line in table.strip().splitlines():
        name, kind, rest = (cell.strip() for cell in line.split("|", 2))
        types[name] = kind
        labels.append(f"{name} | {rest}")
    return "\n".join(labels), types


_LABELS, _TYPES = _split(_TABLE)
FIELDS = family("field", _LABELS)


def field(written: str) -> Field:
    """Make a field from its name; ``!`` makes it required, ``=family`` gives its codes another family."""
    required = written.endswith("!")
    name, _, other = written.rstrip("!").partition("=")
    kind = f"code:{other}" if other else _TYPES[name]
    many = kind.endswith("*")
    kind, _, detail = kind.rstrip("*").partition(":")
    codes = detail if kind == "code" else None
    shape = detail if kind == "object" else None
    return Field(name=name, type=kind, vocabulary=codes, shape=shape, many=many, required=required)


def _fields(written: str) -> tuple[Field, ...]:
    return tuple(field(word) for word in written.split())


#: Inner fields of objects; their values are bare.
SHAPES = MappingProxyType(
    {
        "signatory": _fields("party! name office rank"),
        "clause": _fields("number! heading code=clause text parameters"),
        "section": _fields("party! head deputy secretary members contacts"),
        "contact": _fields("party! subject office person channels from until"),
        "participation": _fields("party! count level composition"),
        "lead": _fields("party! office"),
        "leg": _fields("party! duty due office"),
        "citation": _fields("source! sha256! start! end! quote! language!"),
    }
)
