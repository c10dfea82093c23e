"""Clause codes of a bilateral defence cooperation instrument, and instrument and body types."""

from mithaq.agreement.vocabulary.term import family

CLAUSES = family(
    "clause",
    """
PRE | preamble | préambule | الديباجة | preámbulo | تمہید |
DEF | definitions | définitions | تعاريف | definiciones | تعریفات |
OBJ | purpose and principles | objet et principes | الموضوع والمبادئ | objeto y principios | مقصد و اصول |
AUT | competent authorities | autorités compétentes | السلطات المختصة | autoridades competentes | مجاز حکام |
ARE | areas of cooperation | domaines de coopération | مجالات التعاون | ámbitos de cooperación | شعبہ ہائے تعاون |
FOR | forms of cooperation | formes de coopération | أشكال التعاون | formas de cooperación | تعاون کی صورتیں |
BOD | joint body or follow-up mechanism | commission mixte ou mécanisme de suivi | اللجنة المشتركة أو آلية التتبع | comisión mixta o mecanismo de seguimiento | مشترکہ کمیشن یا پیروی کا طریقۂ کار |
PLN | annual or multi-year programme | programme annuel ou pluriannuel | البرنامج السنوي أو متعدد السنوات | programa anual o plurianual | سالانہ یا کثیر سالہ پروگرام |
IMP | implementing and technical arrangements | arrangements d'application et techniques | الترتيبات التنفيذية والتقنية | acuerdos de ejecución y técnicos | عمل درآمدی و تکنیکی انتظامات |
POC | points of contact | points de contact | نقاط الاتصال | puntos de contacto | رابطہ کار |
FIN | financial provisions | dispositions financières | الأحكام المالية | disposiciones financieras | مالی امور |
MED | medical care | soins médicaux | الرعاية الطبية | asistencia médica | طبی سہولیات |
STA | status of personnel | statut du personnel | وضع الأفراد | estatuto del personal | عملے کی حیثیت |
JUR | jurisdiction | juridiction | الاختصاص القضائي | jurisdicción | دائرۂ اختیار |
CLM | claims and damage | règlement des dommages | التعويض عن الأضرار | reclamaciones y daños | نقصانات کے دعوے |
SEC | protection of classified information | protection des informations classifiées | حماية المعلومات المصنفة | protección de la información clasificada | خفیہ معلومات کا تحفظ |
IND | defence industry and materiel | industrie et matériels de défense | الصناعة والمعدات الدفاعية | industria y material de defensa | دفاعی صنعت و سازوسامان |
IPR | intellectual property | propriété intellectuelle | الملكية الفكرية | propiedad intelectual | حقوقِ املاکِ دانش |
LOG | logistics support and transit | soutien logistique et transit | الدعم اللوجستي والعبور | apoyo logístico y tránsito | رسدی معاونت و راہداری |
ENV | environment and safety | environnement et sécurité | البيئة والسلامة | medio ambiente y seguridad | ماحول و حفاظت |
PUB | publicity and media | communication | التواصل والإعلام | comunicación pública | ذرائع ابلاغ |
OBL | relation to other commitments | autres engagements | الالتزامات الأخرى | otros compromisos | دیگر ذمہ داریاں |
BND | legal nature | nature juridique | الطبيعة القانونية | naturaleza jurídica | قانونی نوعیت |
DIS | settlement of differences | règlement des différends | تسوية الخلافات | solución de controversias | تنازعات کا تصفیہ |
AMD | amendment | amendement | التعديل | enmienda | ترمیم |
EIF | entry into force | entrée en vigueur | دخول حيز التنفيذ | entrada en vigor | نفاذ |
DUR | duration and renewal | durée et reconduction | المدة والتجديد | duración y prórroga | مدت و تجدید |
TER | termination and its effects | dénonciation et effets | الإنهاء وآثاره | denuncia y efectos | اختتام و اثرات |
LAN | languages and authentic texts | langues et textes faisant foi | اللغات والنصوص ذات الحجية | idiomas y textos auténticos | زبانیں و مستند متن |
SIG | testimonium: place, date, signatories | signature : lieu, date, signataires | التوقيع: المكان والتاريخ والموقعون | firma: lugar, fecha, firmantes | دستخط: مقام، تاریخ، دستخط کنندگان |
ANX | annexes | annexes | الملاحق | anexos | ضمیمے |
""",
)

INSTRUMENT_TYPES = family(
    "instrument_type",
    """
treaty | treaty | traité | معاهدة | tratado | معاہدہ |
agreement | agreement | accord | اتفاق | acuerdo | معاہدہ | en fr ar es ur
framework_agreement | framework agreement | accord-cadre | اتفاق إطار | acuerdo marco | فریم ورک معاہدہ | en fr ar
memorandum_of_understanding | memorandum of understanding (MoU) | mémorandum d'entente | مذكرة تفاهم | memorando de entendimiento | مفاہمتی یادداشت | en fr ar es ur
letter_of_intent | letter of intent (LoI) | lettre d'intention | رسالة نوايا | carta de intenciones | اظہارِ ارادہ کا خط | fr
technical_arrangement | technical arrangement | arrangement technique | ترتيب تقني | acuerdo técnico | تکنیکی انتظام | en fr
implementing_arrangement | implementing arrangement | arrangement d'application | ترتيب تنفيذي | acuerdo de aplicación | عمل درآمدی انتظام |
additional_protocol | additional protocol | protocole additionnel | بروتوكول إضافي | protocolo adicional | اضافی پروٹوکول |
exchange_of_letters | exchange of letters | échange de lettres | تبادل رسائل | canje de cartas | خطوط کا تبادلہ | fr
exchange_of_notes | exchange of notes | échange de notes | تبادل مذكرات | canje de notas | مراسلات کا تبادلہ | fr
security_agreement | general security agreement | accord général de sécurité | اتفاق بشأن الحماية المتبادلة للمعلومات المصنفة | acuerdo para la protección mutua de la información clasificada | درجہ بند معلومات کے باہمی تحفظ کا معاہدہ | en es
status_of_forces_agreement | status of forces agreement (SOFA) | accord sur le statut des forces | اتفاقية وضع القوات | acuerdo sobre el estatuto de las fuerzas | افواج کی حیثیت کا معاہدہ | fr
non_disclosure_agreement | non-disclosure agreement (NDA) | accord de confidentialité | اتفاق عدم الإفشاء | acuerdo de confidencialidad | عدم افشا کا معاہدہ |
annex | annex | annexe | ملحق | anexo | ضمیمہ | fr ar
amendment | amendment | amendement | تعديل | enmienda | ترمیم | ur
multi_year_plan | multi-year plan | plan pluriannuel | مخطط متعدد السنوات | plan plurianual | کثیر سالہ منصوبہ |
roadmap | roadmap | feuille de route | خارطة طريق | hoja de ruta | روڈ میپ | en ar
action_plan | action plan | plan d'action | مخطط عمل | plan de acción | ایکشن پلان | en fr ar
terms_of_reference | terms of reference | termes de référence | الإطار المرجعي | términos de referencia | ضوابطِ کار | es
rules_of_procedure | rules of procedure | règlement intérieur | النظام الداخلي | reglamento interno | قواعدِ کار | es
""",
)

BODY_TYPES = family(
    "body_type",
    """
follow_up_mechanism | joint follow-up and coordination mechanism | mécanisme conjoint de suivi et de coordination | آلية مشتركة للتتبع والتنسيق | mecanismo conjunto de seguimiento y coordinación | پیروی اور رابطہ کاری کا مشترکہ طریقۂ کار | fr ar
joint_military_commission | joint military commission | commission militaire mixte | اللجنة العسكرية المختلطة | comisión militar mixta | مشترکہ فوجی کمیشن | en fr ar es
joint_defence_committee | joint defence cooperation committee | comité conjoint de coopération de défense | لجنة مشتركة للتعاون الدفاعي | comité conjunto de cooperación en defensa | مشترکہ دفاعی تعاون کمیٹی | en ur
joint_military_committee | joint military cooperation committee | comité conjoint de coopération militaire | لجنة التعاون العسكري المشتركة | comité conjunto de cooperación militar | جوائنٹ ملٹری کوآپریشن کمیٹی | en ur
consultative_committee | defence consultative committee | comité consultatif de défense | اللجنة الاستشارية للدفاع | comité consultivo de defensa | دفاعی مشاورتی کمیٹی | en ar ur
high_level_committee | high-level committee | haut comité | اللجنة العليا | comité de alto nivel | اعلیٰ سطحی کمیٹی | en fr ar
strategic_dialogue | strategic dialogue | dialogue stratégique | حوار استراتيجي | diálogo estratégico | تزویراتی مکالمہ | en ar es
staff_talks | staff talks | entretiens d'états-majors | محادثات هيئات الأركان | conversaciones de Estado Mayor | عسکری سٹاف کی سطح کے مذاکرات |
working_group | working group | groupe de travail | مجموعة عمل | grupo de trabajo | ورکنگ گروپ | en es ur
joint_working_group | joint working group | groupe de travail conjoint | مجموعة عمل مشتركة | grupo de trabajo conjunto | مشترکہ ورکنگ گروپ | en ur
sub_committee | sub-committee | sous-commission | لجنة فرعية | subcomisión | ذیلی کمیٹی | en es ur
secretariat | secretariat | secrétariat | أمانة | secretaría | سیکرٹریٹ | ur
""",
)
