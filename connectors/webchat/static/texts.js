// Every sentence the page shows. Neutral Spanish, addressed as «tú».

export const MAX_TEXT = 2000;

export const texts = {
  assistant: 'Hilo',
  shopLine: (shop) => (shop ? `Asistente de compras de ${shop}` : 'Asistente de compras'),
  title: (assistant, shop) => (shop ? `${assistant} · ${shop}` : assistant),
  welcome: '¡Hola! Soy Hilo.\nTe ayudo a encontrar lo que buscas y a resolver dudas sobre tu compra.',
  startersDefault: ['Quiero ver productos', 'Tengo una duda sobre mi pedido'],

  skip: 'Ir al cuadro de mensaje',
  conversation: 'Conversación',
  welcomeArea: 'Bienvenida',
  starters: 'Ideas para empezar',
  log: 'Mensajes',
  composer: 'Escribir un mensaje',
  input: 'Tu mensaje',
  placeholder: 'Escribir un mensaje…',
  send: 'Enviar',
  close: 'Cerrar el chat',
  newer: 'Mensajes nuevos',
  disclosure: 'Asistente automático: puede equivocarse.',
  privacy: 'Privacidad',
  understood: 'Entendido',
  whatsapp: 'Seguir por WhatsApp',
  whatsappHow: 'Vas a ver un mensaje ya escrito: envíalo así como está y seguimos donde quedamos. Sirve una vez y por media hora.',
  whatsappGo: 'Abrir WhatsApp',
  whatsappFailed: 'No pudimos preparar el enlace a WhatsApp. Prueba otra vez en un momento.',
  notNow: 'Ahora no',

  you: 'Tú:',
  speaker: (assistant) => `${assistant}:`,
  team: 'Equipo',
  options: 'Opciones de respuesta',
  chosen: '(elegida)',
  pending: 'Pendiente de envío',
  accepted: 'Enviado',
  failed: 'No se envió',
  retry: 'Reintentar',
  image: (about, assistant) => (about ? `Imagen: ${about}` : `Imagen enviada por ${assistant}`),
  imageOpens: ' (se abre en otra pestaña)',
  imageFailed: 'No se pudo mostrar la imagen.',
  file: 'Archivo',
  today: 'hoy',
  yesterday: 'ayer',

  typing: (assistant) => `${assistant} está escribiendo`,
  offline: 'Sin conexión, reintentando…',
  slow: (assistant) => `${assistant} está tardando más de lo normal. Tu mensaje no se perdió.`,
  error: 'Tuvimos un problema. Prueba otra vez en un momento.',
  counter: (used, limit) => `${used} de ${limit}`,
  tooLong: (limit) => `Tu mensaje es muy largo: puede tener hasta ${limit} caracteres. Acórtalo un poco o envíalo en dos partes.`,

  micStart: 'Dictar el mensaje',
  micStop: 'Terminar de dictar',
  listening: 'Te escucho…',
  handsFree: 'Manos libres: enviar al terminar',
  heardNothing: 'No pude entender lo que dijiste. Toca el micrófono para probar otra vez o escribe tu mensaje.',
  voiceNetwork: 'No pude entender lo que dijiste: el dictado de este navegador no responde. Prueba otra vez o escribe tu mensaje.',
  noMicrophone: 'No pude entender lo que dijiste: no encuentro ningún micrófono. Conecta uno y prueba otra vez, o escribe tu mensaje.',
  micDenied: 'No tengo permiso para usar el micrófono. Actívalo en los permisos del navegador para este sitio o escribe tu mensaje.',
  heard: 'Revisa el texto y envíalo cuando quieras.',
  readingOn: 'Dejar de leer en voz alta',
  readingOff: 'Leer las respuestas en voz alta',
  readingStarted: 'Voy a leer las respuestas en voz alta.',
  readOptions: (titles) => `Opciones: ${titles.join(', ')}.`,
};

/** Puts the texts on the elements of the page that ask for one. */
export function labelPage(root = document) {
  for (const node of root.querySelectorAll('[data-text]')) node.textContent = texts[node.dataset.text];
  for (const node of root.querySelectorAll('[data-label]')) node.setAttribute('aria-label', texts[node.dataset.label]);
  for (const node of root.querySelectorAll('[data-placeholder]')) node.placeholder = texts[node.dataset.placeholder];
}
