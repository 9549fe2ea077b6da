# docker build -t posecoach . && docker run --rm -p 127.0.0.1:8501:8501 -v posecoach:/data posecoach
# Then open http://localhost:8501, by this name: browsers allow the camera only on localhost and on https.
FROM python:3.11-slim-bookworm

# What MediaPipe and OpenCV load: the list is in posecoach/shared_libraries.py.
RUN apt-get update \
    && apt-get install -y --no-install-recommends libgl1 libglib2.0-0 libegl1 libgles2 \
    && rm -rf /var/lib/apt/lists/*

COPY . /src
RUN pip install --no-cache-dir /src && rm -rf /src

# History, routines and pose model are in the volume, and belong to a user without rights.
RUN useradd --create-home coach && install -d -o coach /data
USER coach
ENV POSECOACH_DATA=/data XDG_CACHE_HOME=/data/cache
VOLUME /data
EXPOSE 8501
CMD ["posecoach", "app", "--address", "0.0.0.0", "--port", "8501", "--no-browser"]
