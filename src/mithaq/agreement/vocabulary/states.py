"""States of the lifecycles, consents, fates, and the steps that move them."""

from mithaq.agreement.vocabulary.term import family

STATES = family(
    "state",
    """
proposed | proposed | proposé | مقترح | propuesto | مجوزہ | ar
agreed | agreed by all parties | arrêté d'un commun accord | متفق عليه بين الأطراف | acordado por todas las Partes | فریقین کے مابین متفقہ | fr ar
acknowledged_by_all | agreed, and all have seen it | convenu et constaté par tous | متفق عليه واطلع عليه الجميع | acordado y visto por todos | متفقہ اور سب کے علم میں |
declined | declined | décliné | معتذَر عنه | declinado | معذرت کر لی گئی |
withdrawn | withdrawn | retiré | مسحوب | retirado | واپس لیا گیا |
crossed | crossed | croisé | متقاطع | cruzado | باہم متقاطع |
superseded | replaced | remplacé | معوَّض | sustituido | متبادل آ گیا |
contested | contested | contesté | متنازع فيه | impugnado | متنازع |
negotiating | under negotiation | en négociation | قيد التفاوض | en negociación | زیرِ مذاکرات |
agreed_ad_referendum | text agreed | texte arrêté | نص متفق عليه | texto acordado | متن متفقہ |
initialled | initialled | paraphé | موقع بالأحرف الأولى | rubricado | مختصر دستخط شدہ |
signed | signed | signé | مُوقَّع | firmado | دستخط شدہ | en fr ar ur
awaiting_procedures | awaiting national procedures | en attente des procédures nationales | في انتظار الإجراءات الوطنية | a la espera de los trámites nacionales | قومی مراحل کا منتظر |
in_force | in force | en vigueur | ساري المفعول | en vigor | نافذ العمل | fr ar es
amended | in force as amended | en vigueur, amendé | ساري المفعول بصيغته المعدلة | en vigor, enmendado | ترمیم کے ساتھ نافذ |
provisionally_applied | provisionally applied | appliqué à titre provisoire | مطبق بصفة مؤقتة | aplicado provisionalmente | عارضی طور پر نافذ |
suspended | suspended | suspendu | معلق | suspendido | معطل |
notice_given | notice given | dénonciation notifiée | تم الإشعار بالإنهاء | denuncia notificada | اختتام کا نوٹس دیا گیا |
terminated | terminated | dénoncé | منتهٍ | terminado | ختم شدہ |
expired | expired | expiré | منقضٍ | expirado | میعاد ختم |
abandoned | abandoned | abandonné | متخلى عنه | abandonado | ترک شدہ |
provided_for | provided for | prévu par le texte | منصوص عليه | previsto en el texto | متن میں مذکور |
terms_agreed | terms agreed | mandat arrêté | الاختصاصات متفق عليها | mandato acordado | ضوابطِ کار متفقہ |
constituted | constituted | constitué | مشكَّلة | constituido | تشکیل شدہ |
active | active | actif | نشطة | activo | فعال |
dormant | dormant | en sommeil | متوقفة | inactivo | غیر فعال |
dissolved | dissolved | dissous | منحلة | disuelto | تحلیل شدہ |
exchanged | drafts exchanged | projets échangés | تم تبادل المشاريع | borradores intercambiados | مسودوں کا تبادلہ ہوا |
consolidated | consolidated | consolidé | موحَّد | consolidado | یکجا شدہ |
executing | being carried out | en cours d'exécution | قيد التنفيذ | en ejecución | زیرِ عمل |
mid_year_reviewed | reviewed at mid-year | revu à mi-année | تمت مراجعته منتصف السنة | revisado a mitad de año | وسطِ سال جائزہ ہو چکا |
year_closed | year closed | année close | أُقفلت السنة | año cerrado | سال بند |
review_agreed | year's review agreed | bilan arrêté | حصيلة متفق عليها | balance acordado | سالانہ جائزہ متفقہ |
counter_proposed | counter-proposed | contre-proposé | مقترح مضاد | contrapropuesto | جوابی تجویز |
accepted | accepted in principle | accepté dans son principe | مقبول مبدئيا | aceptado en principio | اصولاً منظور |
programmed | in the programme | inscrit au programme | مبرمج | programado | پروگرام میں شامل | fr ar
invited | invitation sent | invitation envoyée | أُرسلت الدعوة | invitación enviada | دعوت بھیجی گئی |
confirmed | confirmed | confirmé | مؤكد | confirmado | تصدیق شدہ |
in_progress | in progress | en cours | قيد الإنجاز | en curso | جاری | ur
carried_out | carried out | réalisé | منجز | realizado | انجام دیا گیا | ar
reported | reported | rapporté | تم رفع التقرير بشأنه | informado | رپورٹ شدہ |
closed | closed | clos | مغلق | cerrado | بند |
postponed | postponed | reporté | مؤجل | aplazado | ملتوی |
carried_over | carried over to next year | reconduit à l'année suivante | مرحّل إلى السنة الموالية | trasladado al año siguiente | اگلے سال منتقل |
cancelled | cancelled | annulé | ملغى | cancelado | منسوخ |
not_begun | not begun | non commencé | لم يبدأ | no iniciado | شروع نہیں ہوا |
concept_agreed | concept agreed | concept arrêté | التصور متفق عليه | concepto acordado | تصور متفقہ |
ipc_held | initial planning conference held | réunion initiale de planification tenue | انعقد اجتماع التخطيط الأولي | conferencia inicial celebrada | ابتدائی منصوبہ بندی کانفرنس منعقد |
mpc_held | main planning conference held | réunion principale de planification tenue | انعقد اجتماع التخطيط الرئيسي | conferencia principal celebrada | مرکزی منصوبہ بندی کانفرنس منعقد |
fpc_held | final planning conference held | réunion finale de planification tenue | انعقد اجتماع التخطيط النهائي | conferencia final celebrada | حتمی منصوبہ بندی کانفرنس منعقد |
hot_wash_held | hot wash-up held | débriefing à chaud tenu | أُجري الاستخلاص الفوري | análisis en caliente realizado | فوری جائزہ ہو چکا |
aar_held | after-action review held | analyse après action tenue | أُجريت مراجعة ما بعد التمرين | análisis posterior realizado | بعد از کارروائی جائزہ ہو چکا |
exercise_reported | exercise report made | compte rendu d'exercice établi | أُعد تقرير التمرين | informe del ejercicio elaborado | مشق کی رپورٹ تیار |
lessons_drawn | lessons drawn | enseignements tirés | استُخلصت الدروس | lecciones extraídas | اسباق اخذ کیے گئے |
visit_programme_agreed | visit programme agreed | programme de visite arrêté | برنامج الزيارة متفق عليه | programa de la visita acordado | دورے کا پروگرام متفقہ |
visit_cleared | request for visit cleared | demande de visite approuvée | تمت الموافقة على طلب الزيارة | solicitud de visita aprobada | دورے کی درخواست منظور |
offered | offered | offert | معروض | ofrecido | پیش کش ہوئی |
nominated | nominated | candidat désigné | تم الترشيح | candidato designado | نامزد |
nominee_accepted | nominee accepted | candidat accepté | قُبل المرشح | candidato aceptado | نامزد امیدوار منظور |
enrolled | enrolled | inscrit | مسجَّل | inscrito | اندراج ہوا |
completed | completed | achevé | مكتمل | completado | مکمل |
not_completed | not completed | non achevé | غير مكتمل | no completado | نامکمل |
recorded | recorded | enregistré | مقيَّد | registrado | درج شدہ |
acknowledged | taken in charge | pris en charge | تم التكفل به | asumido | ذمہ لے لیا گیا |
blocked | blocked | bloqué | متعثر | bloqueado | رکا ہوا |
reported_done | reported done | déclaré accompli | مصرح بإنجازه | declarado cumplido | تکمیل کی اطلاع دی گئی |
verified | confirmed done by the other side | constaté par l'autre Partie | مصادق على إنجازه من الطرف الآخر | verificado por la otra Parte | دوسرے فریق سے تصدیق شدہ |
disputed | in dispute | en désaccord | محل خلاف | en desacuerdo | زیرِ اختلاف |
overdue | overdue | en retard | متأخر | atrasado | تاخیر کا شکار |
renegotiated | date agreed anew | échéance renégociée | أجل متفق عليه من جديد | plazo renegociado | نئی تاریخ طے شدہ |
awaiting_other | awaiting the other side | en attente de l'autre Partie | في انتظار الطرف الآخر | a la espera de la otra Parte | دوسرے فریق کا انتظار |
not_stated | not stated | non précisé | غير مذكور | no consta | مذکور نہیں |
withheld | withheld | non communiqué | محجوب | reservado | پوشیدہ رکھا گیا |
""",
)

STEPS = family(
    "step",
    """
agree | agree | arrêter d'un commun accord | الاتفاق | acordar | اتفاق کرنا |
negotiate | open negotiation | ouvrir la négociation | فتح التفاوض | abrir la negociación | مذاکرات شروع کرنا |
initial | initial | parapher | التوقيع بالأحرف الأولى | rubricar | مختصر دستخط کرنا |
sign | sign | signer | التوقيع | firmar | دستخط کرنا |
notify_procedures | notify that national procedures are complete | notifier l'accomplissement des procédures nationales | الإشعار باستكمال الإجراءات الوطنية | notificar el cumplimiento de los trámites nacionales | قومی مراحل کی تکمیل کی اطلاع دینا |
enter_into_force | enter into force | entrer en vigueur | الدخول حيز التنفيذ | entrar en vigor | نافذ ہونا |
confirm_entry | confirm entry into force | confirmer l'entrée en vigueur | تأكيد الدخول حيز التنفيذ | confirmar la entrada en vigor | نفاذ کی تصدیق کرنا |
apply_provisionally | apply provisionally | appliquer à titre provisoire | التطبيق المؤقت | aplicar provisionalmente | عارضی طور پر نافذ کرنا |
suspend | suspend | suspendre | التعليق | suspender | معطل کرنا |
resume | resume | reprendre | الاستئناف | reanudar | دوبارہ شروع کرنا |
give_notice | give notice of termination | notifier la dénonciation | الإشعار بالإنهاء | notificar la denuncia | اختتام کا نوٹس دینا |
withdraw_notice | withdraw the notice | retirer la dénonciation | سحب الإشعار بالإنهاء | retirar la denuncia | نوٹس واپس لینا |
terminate | end | prendre fin | الانتهاء | terminar | ختم ہونا |
confirm_termination | confirm the end | confirmer la fin | تأكيد الانتهاء | confirmar la terminación | اختتام کی تصدیق کرنا |
renew | renew tacitly | reconduire tacitement | التجديد التلقائي | prorrogar tácitamente | خودکار تجدید ہونا |
expire | expire | expirer | الانقضاء | expirar | میعاد ختم ہونا |
abandon | abandon | abandonner | التخلي | abandonar | ترک کرنا |
supersede | replace | remplacer | التعويض بغيره | sustituir | متبادل لانا |
agree_terms | agree the terms | arrêter le mandat | الاتفاق على الاختصاصات | acordar el mandato | ضوابطِ کار پر اتفاق کرنا |
name_section | name one's section | désigner sa section | تعيين القسم الوطني | designar su sección | اپنا قومی شعبہ نامزد کرنا |
hold_session | record a session held | constater la tenue d'une session | إثبات انعقاد دورة | constatar la celebración de una sesión | اجلاس کے انعقاد کا اندراج کرنا |
lie_dormant | lie dormant | tomber en sommeil | التوقف | quedar inactivo | غیر فعال ہونا |
dissolve | dissolve | dissoudre | الحل | disolver | تحلیل کرنا |
exchange | hand over one's draft | remettre son projet | تسليم المشروع | entregar su borrador | اپنا مسودہ دینا |
consolidate | consolidate the drafts | consolider les projets | توحيد المشروعين | consolidar los borradores | مسودوں کو یکجا کرنا |
begin_year | begin the year | commencer l'année | بدء السنة | comenzar el año | سال شروع ہونا |
review_mid_year | review at mid-year | revoir à mi-année | المراجعة منتصف السنة | revisar a mitad de año | وسطِ سال جائزہ لینا |
close_year | close the year | clore l'année | إقفال السنة | cerrar el año | سال بند کرنا |
agree_review | agree the year's review | arrêter le bilan | الاتفاق على الحصيلة | acordar el balance | سالانہ جائزے پر اتفاق کرنا |
list | enter in the programme | inscrire au programme | الإدراج في البرنامج | incluir en el programa | پروگرام میں شامل ہونا |
add | add outside the programme | ajouter hors programme | الإضافة خارج البرنامج | añadir fuera de programa | پروگرام سے ہٹ کر شامل کرنا |
invite | send the invitation | envoyer l'invitation | إرسال الدعوة | enviar la invitación | دعوت بھیجنا |
confirm | confirm | confirmer | التأكيد | confirmar | تصدیق کرنا |
open | open | ouvrir | الافتتاح | abrir | آغاز کرنا |
carry_out | record as carried out | constater la réalisation | إثبات الإنجاز | constatar la realización | انجام دہی کا اندراج کرنا |
report | report | rendre compte | رفع التقرير | informar | رپورٹ دینا |
close | close | clore | الإغلاق | cerrar | بند کرنا |
postpone | postpone | reporter | التأجيل | aplazar | ملتوی کرنا |
carry_over | carry over to next year | reconduire à l'année suivante | الترحيل إلى السنة الموالية | trasladar al año siguiente | اگلے سال منتقل کرنا |
cancel | cancel | annuler | الإلغاء | cancelar | منسوخ کرنا |
agree_concept | agree the concept | arrêter le concept | الاتفاق على التصور | acordar el concepto | تصور پر اتفاق کرنا |
hold_ipc | record the initial planning conference | constater la réunion initiale de planification | إثبات اجتماع التخطيط الأولي | constatar la conferencia inicial | ابتدائی منصوبہ بندی کانفرنس کا اندراج |
hold_mpc | record the main planning conference | constater la réunion principale de planification | إثبات اجتماع التخطيط الرئيسي | constatar la conferencia principal | مرکزی منصوبہ بندی کانفرنس کا اندراج |
hold_fpc | record the final planning conference | constater la réunion finale de planification | إثبات اجتماع التخطيط النهائي | constatar la conferencia final | حتمی منصوبہ بندی کانفرنس کا اندراج |
hold_hot_wash | record the hot wash-up | constater le débriefing à chaud | إثبات الاستخلاص الفوري | constatar el análisis en caliente | فوری جائزے کا اندراج |
hold_aar | record the after-action review | constater l'analyse après action | إثبات مراجعة ما بعد التمرين | constatar el análisis posterior | بعد از کارروائی جائزے کا اندراج |
report_exercise | report on the exercise | rendre compte de l'exercice | رفع تقرير التمرين | informar del ejercicio | مشق کی رپورٹ دینا |
draw_lessons | draw the lessons | tirer les enseignements | استخلاص الدروس | extraer las lecciones | اسباق اخذ کرنا |
agree_visit_programme | agree the visit programme | arrêter le programme de visite | الاتفاق على برنامج الزيارة | acordar el programa de la visita | دورے کے پروگرام پر اتفاق کرنا |
clear_visit | clear the request for visit | approuver la demande de visite | الموافقة على طلب الزيارة | aprobar la solicitud de visita | دورے کی درخواست منظور کرنا |
offer | offer a place | offrir une place | عرض مقعد | ofrecer una plaza | نشست کی پیش کش کرنا |
nominate | nominate | désigner un candidat | الترشيح | designar un candidato | نامزد کرنا |
accept_nominee | accept the nominee | accepter le candidat | قبول المرشح | aceptar al candidato | نامزد امیدوار منظور کرنا |
enrol | enrol | inscrire | التسجيل | inscribir | اندراج کرنا |
complete | record completion | constater l'achèvement | إثبات الإتمام | constatar la finalización | تکمیل کا اندراج کرنا |
end_early | record that it ended early | constater l'interruption | إثبات الانقطاع | constatar la interrupción | قبل از وقت اختتام کا اندراج |
acknowledge | take in charge | prendre en charge | التكفل | asumir | ذمہ لینا |
start | start | commencer | البدء | empezar | شروع کرنا |
report_done | report done | déclarer accompli | التصريح بالإنجاز | declarar cumplido | تکمیل کی اطلاع دینا |
verify | confirm the other side's work done | constater l'accomplissement par l'autre Partie | المصادقة على إنجاز الطرف الآخر | verificar el cumplimiento de la otra Parte | دوسرے فریق کے کام کی تصدیق کرنا |
dispute | dispute | contester | الاعتراض | discrepar | اختلاف کرنا |
block | report as blocked | signaler un blocage | التصريح بالتعثر | señalar un bloqueo | رکاوٹ کی اطلاع دینا |
unblock | report as unblocked | signaler la levée du blocage | التصريح بزوال التعثر | señalar el desbloqueo | رکاوٹ دور ہونے کی اطلاع دینا |
withdraw | withdraw | retirer | السحب | retirar | واپس لینا |
""",
)

FATES = family(
    "fate",
    """
counted | counted | pris en compte | محتسب | computado | شمار شدہ |
waiting | waiting for the other side to say the same | en attente de la même déclaration de l'autre Partie | في انتظار التصريح نفسه من الطرف الآخر | a la espera de la misma declaración de la otra Parte | دوسرے فریق کے یکساں بیان کا انتظار |
crossed | crossed by the other side's step | croisé par un acte de l'autre Partie | تقاطع مع خطوة الطرف الآخر | cruzado con un paso de la otra Parte | دوسرے فریق کے اقدام سے متقاطع |
late | late: the text had changed | tardif : le texte avait changé | متأخر: تغيّر النص | tardío: el texto había cambiado | تاخیر سے: متن بدل چکا تھا |
replaced | replaced by its author | remplacé par son auteur | عوّضه صاحبه | sustituido por su autor | بیان کنندہ نے بدل دیا |
lapsed | lapsed: what it confirmed was replaced | caduc : ce qu'il constatait a été remplacé | ساقط: عُوّض ما صادق عليه | caducado: se sustituyó lo que constataba | ساقط: جس کی تصدیق تھی وہ بدل گیا |
refused | without effect | sans effet | بلا أثر | sin efecto | بے اثر |
unknown | of a kind this program does not know | d'un type inconnu de ce programme | من نوع لا يعرفه هذا البرنامج | de un tipo que este programa no conoce | ایسی قسم جسے یہ پروگرام نہیں جانتا |
""",
)

TOPICS = family(
    "topic",
    """
step | step | étape | خطوة | paso | مرحلہ |
progress | progress | avancement | تقدم الإنجاز | avance | پیش رفت |
evidence | evidence | justificatif | إثبات | justificante | ثبوت |
position | position | position | موقف | posición | مؤقف |
contact | point of contact | point de contact | نقطة اتصال | punto de contacto | رابطہ کار |
comment | comment | observation | ملاحظة | comentario | تبصرہ |
translation | translation | traduction | ترجمة | traducción | ترجمہ |
recall | request to erase | demande d'effacement | طلب محو | solicitud de borrado | مٹانے کی درخواست |
erasure | answer to a request to erase | réponse à une demande d'effacement | جواب على طلب محو | respuesta a una solicitud de borrado | مٹانے کی درخواست کا جواب |
paper | what the other side answered on paper | réponse sur papier de l'autre Partie | جواب الطرف الآخر على الورق | respuesta en papel de la otra Parte | دوسرے فریق کا کاغذی جواب |
ranking | sealed ranking | classement scellé | ترتيب مختوم | clasificación sellada | مہر بند ترجیحی فہرست |
claim | claim of a source | affirmation d'une source | ادعاء مصدر | afirmación de una fuente | ماخذ کا دعویٰ |
judgement | judgement on a claim | appréciation d'une affirmation | تقييم ادعاء | valoración de una afirmación | دعوے پر رائے |
released | released to the joint space | versé à l'espace commun | أحيل إلى الفضاء المشترك | divulgado al espacio común | مشترکہ دائرے میں جاری |
linked | linked to a joint record | lié à une fiche commune | مرتبط بقيد مشترك | vinculado a una ficha común | مشترکہ اندراج سے منسلک |
acted | which account acted | compte ayant agi | الحساب الذي قام بالفعل | cuenta que actuó | کس کھاتے نے عمل کیا |
unlock | signing unlocked | signature déverrouillée | فتح قفل التوقيع | firma desbloqueada | دستخط کا قفل کھولا گیا |
request_release | release asked for | diffusion demandée | طلب الإحالة | divulgación solicitada | اجرا کی درخواست |
release_refused | release refused | diffusion refusée | رُفضت الإحالة | divulgación denegada | اجرا سے انکار |
paired | joint channel opened | canal commun ouvert | فتح قناة مشتركة | canal común abierto | مشترکہ چینل کھولا گیا |
""",
)

#: Topics that belong to the national channel only.
NATIONAL_TOPICS = frozenset(
    {"claim", "judgement", "released", "linked", "acted", "unlock", "request_release"}
)
