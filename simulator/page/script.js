// What the agent says in a played call, and calls that are ready to be played.

export const firstLine = (company, direction) => (direction === 'inbound'
  ? `Hola, gracias por llamar a ${company}. Soy el asistente virtual. ¿En qué te ayudo?`
  : `Hola, te llamo de ${company}, soy el asistente virtual. ¿Tienes un minuto?`);

const FOR_WHAT = [
  [/\b(persona|asesor|humano|alguien del equipo|encargad)/i, 'Claro. Le aviso a una persona del equipo para que siga contigo.'],
  [/\b(no puedo|ocupad|más tarde|despu[eé]s|mañana|ll[aá]m(a|e)me)/i, 'Perfecto, lo dejo anotado. ¡Hasta luego!'],
  [/\b(no me interesa|no quiero|no me llam)/i, 'Entendido, disculpa la molestia. ¡Que tengas un buen día!'],
  [/\b(chau|adi[oó]s|hasta luego|nada m[aá]s|eso es todo|gracias)\b/i, 'Gracias a ti. Te escribo por WhatsApp con lo que hablamos. ¡Hasta luego!'],
  [/\?/, 'Buena pregunta: te la respondo por WhatsApp. ¿Algo más?'],
];
const IN_TURN = ['Muy bien. ¿Tienes alguna preferencia de color, talle o estilo?', '¿Y un presupuesto en mente?', '¿Para cuándo lo necesitas?', 'Lo anoto. ¿Tienes alguna pregunta?', 'De acuerdo. ¿Algo más?'];

export function nextLine(turns) {
  const said = turns.at(-1).message;
  const fitting = FOR_WHAT.find(([pattern]) => pattern.test(said));
  const mine = turns.filter((turn) => turn.role === 'user').length;
  return fitting ? fitting[1] : IN_TURN[Math.min(mine - 1, IN_TURN.length - 1)];
}

export const SAMPLES = [
  {
    title: 'Quiere zapatillas y pregunta por el envío',
    says: 'Producto, talle, presupuesto y una pregunta pendiente.',
    turns: [
      ['agent', 'Hola, gracias por llamar. Soy el asistente virtual. ¿En qué te ayudo?'],
      ['user', 'Hola, soy Ana. Estoy buscando unas zapatillas negras para correr.'],
      ['agent', 'Muy bien, Ana. ¿Qué talle usas?'],
      ['user', 'Talle 38.'],
      ['agent', '¿Tienes un presupuesto en mente?'],
      ['user', 'Hasta ciento veinte mil pesos, más o menos.'],
      ['agent', 'Perfecto. ¿Tienes alguna pregunta?'],
      ['user', 'Sí, ¿hacen envíos a Paraná y cuánto tardan?'],
      ['agent', 'Eso te lo confirmo por WhatsApp. ¿Algo más?'],
      ['user', 'No, nada más, gracias. Mándame las opciones por WhatsApp.'],
      ['agent', 'Te las envío por WhatsApp. ¡Gracias por llamar!'],
    ],
  },
  {
    title: 'Ahora no puede: mañana a las 9',
    says: 'Pide que le escriban en otro momento.',
    direction: 'outbound',
    turns: [
      ['agent', 'Hola, te llamo de Ceibo, soy el asistente virtual. ¿Tienes un minuto?'],
      ['user', 'Uy, ahora no puedo, estoy trabajando. Escríbeme mañana a las 9.'],
      ['agent', 'Claro, te escribo mañana a las 9. ¡Hasta luego!'],
    ],
  },
  {
    title: 'Quiere hablar con una persona',
    says: 'Un reclamo, con enojo.',
    turns: [
      ['agent', 'Hola, gracias por llamar. Soy el asistente virtual. ¿En qué te ayudo?'],
      ['user', 'Me llegó el pedido CB-10234 con el espejo roto y nadie me contesta. Es una vergüenza.'],
      ['agent', 'Lamento mucho lo que pasó.'],
      ['user', 'Quiero hablar con una persona, no con una máquina.'],
      ['agent', 'Entiendo. Le aviso a una persona del equipo para que siga contigo.'],
    ],
  },
  {
    title: 'No quiere que le escriban más',
    says: 'Después no tiene que llegar nada.',
    direction: 'outbound',
    turns: [
      ['agent', 'Hola, te llamo de Ceibo, soy el asistente virtual. ¿Tienes un minuto?'],
      ['user', 'No me interesa. No me llamen ni me escriban más, por favor.'],
      ['agent', 'Entendido, disculpa la molestia.'],
    ],
  },
];
