"""Types of activities: the glossary's group D, each under the form of activity it belongs to."""

from types import MappingProxyType

from mithaq.agreement.vocabulary.term import family

ACTIVITY_TYPES = family(
    "activity_type",
    """
official_visit | official visit | visite officielle | زيارة رسمية | visita oficial | سرکاری دورہ | en fr ar ur
working_visit | working visit | visite de travail | زيارة عمل | visita de trabajo | ورکنگ دورہ | en fr ar ur
high_level_visit | high-level visit | visite de haut niveau | زيارة رفيعة المستوى | visita de alto nivel | اعلیٰ سطحی دورہ | fr ar
study_visit | study visit | visite d'étude | زيارة دراسية | visita de estudio | مطالعاتی دورہ | fr
information_visit | information visit | visite d'information | زيارة استطلاعية | visita de información | معلوماتی دورہ | fr
port_call | port call | escale | رسو سفينة | escala de buque | بحری جہاز کا بندرگاہ کا دورہ | fr
exchange_of_delegations | exchange of delegations | échange de délégations | تبادل الوفود | intercambio de delegaciones | وفود کا تبادلہ | fr ur
expert_exchange | expert exchange | échange d'experts | تبادل الخبراء | intercambio de expertos | ماہرین کا تبادلہ | en
experience_exchange | exchange of experience and expertise | échange d'expérience et d'expertise | تبادل الخبرات والتجارب | intercambio de experiencias y conocimientos | تجربات اور مہارت کا تبادلہ | fr ar ur
training_education | training (education, courses) | formation | التكوين | formación | عسکری تعلیم و تربیت | fr ar
training_collective | training (collective, field) | entraînement | التدريب | adiestramiento | عملی تربیت | fr ar es ur
course | course | stage | دورة تكوينية | curso | تربیتی کورس | fr ar
training_place | place on a course | place de stage | مقعد تكويني | plaza de curso | کورس میں نشست |
joint_exercise | joint exercise | exercice conjoint | تمرين مشترك | ejercicio conjunto | مشترکہ مشق | en fr ar es ur
multinational_exercise | multinational exercise | exercice multinational | تمرين متعدد الجنسيات | ejercicio multinacional | کثیر ملکی مشق | en fr ar
field_training_exercise | field training exercise (FTX) | exercice sur le terrain | تمرين ميداني | ejercicio de campo | فیلڈ ٹریننگ مشق |
command_post_exercise | command-post exercise (CPX) | exercice de poste de commandement | تمرين مراكز القيادة | ejercicio de puesto de mando | کمانڈ پوسٹ مشق |
table_top_exercise | table-top exercise (TTX) | exercice sur table | تمرين نظري على الطاولة | ejercicio de mesa | ٹیبل ٹاپ مشق |
exercise_edition | edition of an exercise | édition d'un exercice | نسخة من تمرين | edición de un ejercicio | مشق کا ایڈیشن | en fr ar es
initial_planning_conference | initial planning conference (IPC) | réunion initiale de planification | اجتماع التخطيط الأولي | conferencia inicial de planeamiento | ابتدائی منصوبہ بندی کانفرنس | en
main_planning_conference | main planning conference (MPC) | réunion principale de planification | اجتماع التخطيط الرئيسي | conferencia principal de planeamiento | مرکزی منصوبہ بندی کانفرنس | en fr ar
final_planning_conference | final planning conference (FPC) | réunion finale de planification | اجتماع التخطيط النهائي | conferencia final de planeamiento | حتمی منصوبہ بندی کانفرنس | en fr ar
site_survey | site survey | reconnaissance du site | استطلاع الموقع | reconocimiento del lugar | جائے مشق کا جائزہ |
opening_ceremony | opening ceremony | cérémonie d'ouverture | حفل الافتتاح | ceremonia de apertura | افتتاحی تقریب | en fr ur
closing_ceremony | closing ceremony | cérémonie de clôture | حفل الاختتام | ceremonia de clausura | اختتامی تقریب | en fr ur
observation | observers at an activity | envoi d'observateurs | حضور مراقبين | envío de observadores | مبصرین کی شرکت | fr es ur
hot_wash_up | hot wash-up | débriefing à chaud | استخلاص فوري | análisis en caliente | فوری جائزہ | en
after_action_review | after-action review (AAR) | analyse après action | مراجعة ما بعد التمرين | análisis posterior a la acción | بعد از کارروائی جائزہ | en
lesson_identified | lesson identified | enseignement identifié | درس مستخلص | lección identificada | شناخت شدہ سبق | en
lesson_learned | lesson learned | enseignement tiré | درس مستفاد | lección aprendida | سیکھا گیا سبق | en
seminar | seminar | séminaire | ندوة | seminario | سیمینار | en fr ar
workshop | workshop | atelier | ورشة | taller | ورکشاپ | en fr ar
conference | conference | conférence | مؤتمر | conferencia | کانفرنس | en fr ar
defence_exhibition | defence exhibition | salon de défense | معرض دفاعي | feria de defensa | دفاعی نمائش | en ur
joint_project | joint project | projet commun | مشروع مشترك | proyecto conjunto | مشترکہ منصوبہ | en fr
project_step | project step | étape de projet | مرحلة من مشروع | etapa de proyecto | منصوبے کا مرحلہ |
feasibility_study | feasibility study | étude de faisabilité | دراسة جدوى | estudio de viabilidad | فزیبلٹی مطالعہ | en
technology_transfer | technology transfer (ToT) | transfert de technologie | نقل التكنولوجيا | transferencia de tecnología | ٹیکنالوجی کی منتقلی | en fr ar
co_production | co-production | coproduction | إنتاج مشترك | coproducción | مشترکہ پیداوار | en ur
licensed_production | licensed production | production sous licence | إنتاج بترخيص | producción bajo licencia | لائسنس کے تحت پیداوار | en
co_development | co-development | codéveloppement | تطوير مشترك | codesarrollo | مشترکہ تیاری | en
maintenance | maintenance, repair and overhaul (MRO) | maintien en condition opérationnelle | الصيانة والإصلاح | mantenimiento, reparación y revisión | مرمت و دیکھ بھال | fr
capacity_building | capacity building | renforcement des capacités | تعزيز القدرات | desarrollo de capacidades | استعداد کار میں اضافہ | en fr ur
session | session of the mechanism | session du mécanisme | دورة الآلية | sesión del mecanismo | میکانزم کا اجلاس | en fr ar ur
working_group_meeting | working group meeting | réunion de groupe de travail | اجتماع مجموعة عمل | reunión de grupo de trabajo | ورکنگ گروپ کا اجلاس | en es ur
preparatory_meeting | preparatory meeting | réunion préparatoire | اجتماع تحضيري | reunión preparatoria | تیاری اجلاس |
planning_meeting | planning meeting | réunion de planification | اجتماع التخطيط | reunión de planificación | منصوبہ بندی اجلاس | fr ar
staff_talks | staff talks | entretiens d'états-majors | محادثات هيئات الأركان | conversaciones de Estado Mayor | عسکری سٹاف کی سطح کے مذاکرات |
medical_exchange | exchange of military medical practice | échange de pratiques médicales militaires | تبادل الممارسات الطبية العسكرية | intercambio de práctica médica militar | عسکری طبی طریقوں کا تبادلہ |
""",
)

#: Forms of activity: agreements separate them from areas; the fourth lifecycle table adds steps by form.
ACTIVITY_FORMS = family(
    "activity_form",
    """
visit | visit | visite | زيارة | visita | دورہ | en fr ar ur
exercise | exercise | exercice | تمرين | ejercicio | مشق | en fr ar es ur
training_place | training place | place de stage | مقعد تكويني | plaza de formación | تربیتی نشست |
exchange | exchange | échange | تبادل | intercambio | تبادلہ | en fr ar ur
meeting | meeting | réunion | اجتماع | reunión | اجلاس | en fr ar ur
event | event | manifestation | تظاهرة | evento | تقریب |
project | project step | étape de projet | مرحلة من مشروع | etapa de proyecto | منصوبے کا مرحلہ |
""",
)

_FORMS = {
    "visit": "official_visit working_visit high_level_visit study_visit information_visit port_call exchange_of_delegations",
    "exercise": "training_collective joint_exercise multinational_exercise field_training_exercise "
    "command_post_exercise table_top_exercise exercise_edition",
    "training_place": "training_education course training_place",
    "exchange": "expert_exchange experience_exchange medical_exchange observation capacity_building",
    "meeting": "initial_planning_conference main_planning_conference final_planning_conference site_survey hot_wash_up "
    "after_action_review session working_group_meeting preparatory_meeting planning_meeting staff_talks",
    "event": "opening_ceremony closing_ceremony seminar workshop conference defence_exhibition",
    "project": "joint_project project_step feasibility_study technology_transfer co_production licensed_production "
    "co_development maintenance lesson_identified lesson_learned",
}

#: type -> form
FORM_OF = MappingProxyType({code: form for form, codes in _FORMS.items() for code in codes.split()})

#: Exercises that put troops or staffs in the field or at their posts: never confirmed before
#: their final planning conference was held. A table-top exercise is prepared by correspondence.
PLANNED_BY_CONFERENCES = frozenset(
    {
        "joint_exercise",
        "multinational_exercise",
        "field_training_exercise",
        "command_post_exercise",
        "exercise_edition",
    }
)
